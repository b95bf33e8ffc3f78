/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

/**
 * How good or bad the network is. Times are in nanoseconds. May be changed while the network runs, which is how bursts of
 * loss are made.
 *
 * @param minDelayNs the least time a frame is under way
 * @param maxDelayNs the most; short times are far more frequent
 * @param lossPerMille how often out of 1000 a frame does not arrive at the first try, per receiver
 * @param copiesPerMille how often out of 1000 a frame comes in twice, which is worse than transports are (VS-2)
 * @param backPressurePerMille how often out of 1000 a send is refused for no reason
 * @param repairNs about how long it takes to notice that a frame is missing and to have it sent again
 * @param connectNs the most that a link takes to come up
 * @param brokenAfterNs after how long without any traffic a link breaks, so that what was under way is lost for good
 * @param windowBytes how much may be under way to the fastest receiver of a stream; more is back-pressure
 * @param repairWindowBytes how far a receiver may lag behind; a link that lags more breaks
 * @param receiverBytes how much of one link a receiver holds that does not poll; the rest is lost and repaired
 */
public record NetworkConditions(
        long minDelayNs,
        long maxDelayNs,
        int lossPerMille,
        int copiesPerMille,
        int backPressurePerMille,
        long repairNs,
        long connectNs,
        long brokenAfterNs,
        int windowBytes,
        int repairWindowBytes,
        int receiverBytes) {

    private static final long MS = 1_000_000L;

    /** Checks what the streams rely on. */
    public NetworkConditions {
        if (windowBytes < SimDataStream.MAX_LENGTH || receiverBytes < SimDataStream.MAX_LENGTH) {
            throw new IllegalArgumentException("a window must hold the largest frame, " + SimDataStream.MAX_LENGTH);
        }
    }

    /**
     * Returns a quiet local network.
     *
     * @return nothing is lost, nothing is refused
     */
    public static NetworkConditions calm() {
        return new NetworkConditions(MS / 20, MS, 0, 0, 0, 10 * MS, 20 * MS, 1000 * MS, 1 << 20, 4 << 20, 1 << 20);
    }

    /**
     * Returns the same network with other losses.
     *
     * @param perMille how often out of 1000 a frame is lost
     * @return the conditions
     */
    public NetworkConditions withLoss(int perMille) {
        return new NetworkConditions(
                minDelayNs,
                maxDelayNs,
                perMille,
                copiesPerMille,
                backPressurePerMille,
                repairNs,
                connectNs,
                brokenAfterNs,
                windowBytes,
                repairWindowBytes,
                receiverBytes);
    }

    /**
     * Returns the same network with other delays.
     *
     * @param leastNs the least
     * @param mostNs the most
     * @return the conditions
     */
    public NetworkConditions withDelay(long leastNs, long mostNs) {
        return new NetworkConditions(
                leastNs,
                mostNs,
                lossPerMille,
                copiesPerMille,
                backPressurePerMille,
                repairNs,
                connectNs,
                brokenAfterNs,
                windowBytes,
                repairWindowBytes,
                receiverBytes);
    }

    /**
     * Returns the same network with more or fewer second copies.
     *
     * @param perMille how often out of 1000 a frame is copied
     * @return the conditions
     */
    public NetworkConditions withCopies(int perMille) {
        return new NetworkConditions(
                minDelayNs,
                maxDelayNs,
                lossPerMille,
                perMille,
                backPressurePerMille,
                repairNs,
                connectNs,
                brokenAfterNs,
                windowBytes,
                repairWindowBytes,
                receiverBytes);
    }

    /**
     * Returns the same network with other refusals.
     *
     * @param perMille how often out of 1000 a send is refused
     * @return the conditions
     */
    public NetworkConditions withBackPressure(int perMille) {
        return new NetworkConditions(
                minDelayNs,
                maxDelayNs,
                lossPerMille,
                copiesPerMille,
                perMille,
                repairNs,
                connectNs,
                brokenAfterNs,
                windowBytes,
                repairWindowBytes,
                receiverBytes);
    }

    /**
     * Returns the same network with links that break sooner or later.
     *
     * @param silenceNs after how much silence
     * @return the conditions
     */
    public NetworkConditions withBrokenAfter(long silenceNs) {
        return new NetworkConditions(
                minDelayNs,
                maxDelayNs,
                lossPerMille,
                copiesPerMille,
                backPressurePerMille,
                repairNs,
                connectNs,
                silenceNs,
                windowBytes,
                repairWindowBytes,
                receiverBytes);
    }
}
