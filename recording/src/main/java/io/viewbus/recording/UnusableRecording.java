/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import org.jspecify.annotations.Nullable;

/** A recording that cannot be read, or that lacks something inside. The message is one sentence for people. */
public final class UnusableRecording extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Made by those who read recordings.
     *
     * @param sentence what is wrong, with the file and the place
     */
    public UnusableRecording(String sentence) {
        this(sentence, null);
    }

    /**
     * Made by those who read recordings.
     *
     * @param sentence what is wrong, with the file and the place
     * @param cause what lies behind it, if anything
     */
    public UnusableRecording(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
