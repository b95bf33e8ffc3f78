/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.liveness;

import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import io.viewbus.membership.wire.sbe.MessageHeaderEncoder;
import io.viewbus.view.Incarnation;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The two control frames of this package, both of one layout: the common header, the incarnation for which the frame is, and the
 * number of the question. 32 bytes; what follows is not looked at, so that later versions can add to it.
 */
final class LivenessFrame {

    static final int SCHEMA_ID = 3;
    /** Asks a process whether it lives. */
    static final int PROBE = 1;
    /** The answer, with the number of the question. */
    static final int ECHO = 2;

    private static final int TO_HIGH = MessageHeaderDecoder.ENCODED_LENGTH;
    private static final int TO_LOW = TO_HIGH + Long.BYTES;
    private static final int NONCE = TO_LOW + Long.BYTES;
    static final int LENGTH = NONCE + Long.BYTES;

    private final MessageHeaderEncoder encoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder decoder = new MessageHeaderDecoder();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[LENGTH]);

    /** Makes a frame, which is good until the next one is made. */
    DirectBuffer encode(int type, Incarnation to, long nonce) {
        encoder.wrap(out, 0)
                .blockLength(LENGTH - MessageHeaderEncoder.ENCODED_LENGTH)
                .templateId(type)
                .schemaId(SCHEMA_ID)
                .version(0);
        out.putLong(TO_HIGH, to.high(), ByteOrder.LITTLE_ENDIAN);
        out.putLong(TO_LOW, to.low(), ByteOrder.LITTLE_ENDIAN);
        out.putLong(NONCE, nonce, ByteOrder.LITTLE_ENDIAN);
        return out;
    }

    /** Returns the type of a frame, or 0 if it cannot be read. */
    int typeOf(DirectBuffer buffer, int offset, int length) {
        if (length < LENGTH) {
            return 0;
        }
        int type = decoder.wrap(buffer, offset).templateId();
        return type == PROBE || type == ECHO ? type : 0;
    }

    static boolean isFor(Incarnation process, DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + TO_HIGH, ByteOrder.LITTLE_ENDIAN) == process.high()
                && buffer.getLong(offset + TO_LOW, ByteOrder.LITTLE_ENDIAN) == process.low();
    }

    static long nonce(DirectBuffer buffer, int offset) {
        return buffer.getLong(offset + NONCE, ByteOrder.LITTLE_ENDIAN);
    }
}
