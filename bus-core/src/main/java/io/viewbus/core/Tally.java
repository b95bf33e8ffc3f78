/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

/** How much of one sender was delivered here. */
final class Tally {

    private long messages;
    private long bytes;
    private long last;

    void add(long seq, int count, int payloadBytes) {
        messages += count;
        bytes += payloadBytes;
        last = Math.max(last, seq);
    }

    long messages() {
        return messages;
    }

    long bytes() {
        return bytes;
    }

    /** The largest number of a frame of it that was delivered. */
    long last() {
        return last;
    }
}
