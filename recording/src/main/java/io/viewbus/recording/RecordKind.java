/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import org.jspecify.annotations.Nullable;

/** What a record tells. The codes are in files: none is ever given to something else. */
enum RecordKind {
    JOINING(1),
    LEAVING(2),
    SUSPECTED(3),
    PROMISED(4),
    WEDGED(5),
    ACCEPTED(6),
    DECIDED(7),
    INSTALLED(8),
    PRIMARY_STATE(9),
    EXCLUDED(10),
    LEFT(11),
    CUT(12),
    SENT(13),
    OFFER_REFUSED(14),
    DELIVERED(15),
    ORDERED(16),
    TOPIC_VIEW(17),
    TOPIC_TABLE(18),
    RECEIVED(19),
    STABLE(20),
    RELEASED(21),
    /** Where a member stands when it installs a view: what a reader needs that begins there. */
    STANDING(32),
    /** A change of a topic that came before the install it belongs to, told again after {@link #STANDING}. */
    TOPIC_VIEW_AGAIN(33),
    /** The topics of a view, told again after {@link #STANDING}. */
    TOPIC_TABLE_AGAIN(34),
    /** So many records before this one found no room. */
    GAP(64),
    /** The recording was closed. */
    END(65);

    private static final RecordKind[] BY_CODE = new RecordKind[128];

    static {
        for (RecordKind kind : values()) {
            BY_CODE[kind.code] = kind;
        }
    }

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    static @Nullable RecordKind of(int code) {
        return code < 0 || code >= BY_CODE.length ? null : BY_CODE[code];
    }
}
