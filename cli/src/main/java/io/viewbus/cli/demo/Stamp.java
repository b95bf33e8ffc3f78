/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.nio.ByteBuffer;

/** The payloads of the demo: a number and the time of publishing, filled up to an ordinary length. */
final class Stamp {

    private static final int LENGTH = 64;

    private Stamp() {}

    static byte[] payload(long number, long sentNs) {
        return ByteBuffer.allocate(LENGTH).putLong(number).putLong(sentNs).array();
    }

    /** Returns when a payload was published, on the clock of its sender. */
    static long sentNs(byte[] payload) {
        return ByteBuffer.wrap(payload).getLong(Long.BYTES);
    }
}
