/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

/** A frame on its way to one receiver. */
final class Frame {

    private final byte[] bytes;
    private final boolean copy;
    private long arrivalNs;
    private boolean lost;

    private Frame(byte[] bytes, long arrivalNs, boolean lost, boolean copy) {
        this.bytes = bytes;
        this.arrivalNs = arrivalNs;
        this.lost = lost;
        this.copy = copy;
    }

    static Frame sent(byte[] bytes, long arrivalNs, boolean lost) {
        return new Frame(bytes, arrivalNs, lost, false);
    }

    /**
     * Returns what the network made of a frame. A transport would know by its position that it is there already (VS-2); nobody shall rely on
     * that, so here it comes in twice.
     */
    static Frame copyOf(byte[] bytes, long arrivalNs) {
        return new Frame(bytes, arrivalNs, false, true);
    }

    byte[] bytes() {
        return bytes;
    }

    long arrivalNs() {
        return arrivalNs;
    }

    boolean isLost() {
        return lost;
    }

    /** Returns what it counts for in the windows. */
    int length() {
        return copy ? 0 : bytes.length;
    }

    /** It did not arrive and is sent again. */
    void sendAgain(long newArrivalNs, boolean lostAgain) {
        arrivalNs = newArrivalNs;
        lost = lostAgain;
    }
}
