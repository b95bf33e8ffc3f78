/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import org.jspecify.annotations.Nullable;

/** What a data frame is. */
public enum FrameType {
    /** A message of the user. */
    MESSAGE(1),
    /** The sender joins a topic; always in total order. Payload: the order it wants, the name. */
    TOPIC_JOIN(2),
    /** The sender leaves a topic; always in total order. Payload: as of a join. */
    TOPIC_LEAVE(3),
    /** A copy of a numbered frame that somebody lacks. Payload: who sent it first, the frame. Not numbered. */
    REPAIR(4),
    /** All topics as of the start of a view, for its newcomers. Not numbered. */
    TOPIC_TABLE(5),
    /** Several messages of the user, see {@link MessageBatch}. */
    MESSAGE_BATCH(6);

    private static final FrameType[] BY_CODE = {
        null, MESSAGE, TOPIC_JOIN, TOPIC_LEAVE, REPAIR, TOPIC_TABLE, MESSAGE_BATCH
    };

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /**
     * Returns what stands on the wire.
     *
     * @return the code
     */
    public int code() {
        return code;
    }

    /**
     * Tells whether frames of this type are numbered, kept, acknowledged and repaired.
     *
     * @return true if so
     */
    public boolean isNumbered() {
        return this != REPAIR && this != TOPIC_TABLE;
    }

    /**
     * Tells whether a frame carries what users published.
     *
     * @param code the code of its type
     * @return true if so
     */
    public static boolean isOfUsers(int code) {
        return code == MESSAGE.code || code == MESSAGE_BATCH.code;
    }

    /**
     * Finds the type of a code.
     *
     * @param code the code
     * @return the type, or null if there is none
     */
    public static @Nullable FrameType of(int code) {
        return code > 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
