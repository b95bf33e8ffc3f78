/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.time.SimRandom;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Payloads of which every byte follows from the first four, so that a receiver can tell whether they are whole. */
final class Payload {

    private static final int LEAST = Integer.BYTES;

    private Payload() {}

    /** Most messages are small, some have many pages, few are near the limit. */
    static int drawLength(SimRandom random, int max) {
        int die = random.below(1000);
        if (die < 3) {
            return max - random.below(16);
        }
        if (die < 60) {
            return (int) random.between(LEAST, Math.min(max, 20_000));
        }
        return drawSmallLength(random);
    }

    static int drawSmallLength(SimRandom random) {
        return (int) random.between(LEAST, 200);
    }

    static void write(MutableDirectBuffer buffer, int offset, int length, int key) {
        buffer.putInt(offset, key);
        for (int i = LEAST; i < length; i++) {
            buffer.putByte(offset + i, byteAt(key, i));
        }
    }

    static boolean isWhole(DirectBuffer buffer, int offset, int length) {
        int key = buffer.getInt(offset);
        for (int i = LEAST; i < length; i++) {
            if (buffer.getByte(offset + i) != byteAt(key, i)) {
                return false;
            }
        }
        return true;
    }

    private static byte byteAt(int key, int place) {
        return (byte) (key + 31 * place);
    }
}
