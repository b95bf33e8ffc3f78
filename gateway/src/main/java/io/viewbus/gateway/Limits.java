/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import java.time.Duration;

/**
 * What one gateway gives its clients at most.
 *
 * @param connections how many at the same time; one more is answered 503 and closed
 * @param headerBytes the size of all headers of a request
 * @param bodyBytes the size of a payload that is published
 * @param idle how long a connection may wait for its next request, and how long the headers or the body of one may take
 * @param heartbeat how often a stream on which nothing happens says that it is alive
 * @param stalled how long a stream whose client reads nothing is kept
 * @param backlogEvents how many events of one topic, or how many views, are kept for clients that are behind
 * @param backlogBytes how many bytes of them
 * @param topics how many topics are followed at the same time
 * @param linger how long a topic that nobody follows any more is kept for those who come back
 * @param publishTimeout how long a publisher waits for its receipt unless it says otherwise
 */
record Limits(
        int connections,
        int headerBytes,
        int bodyBytes,
        Duration idle,
        Duration heartbeat,
        Duration stalled,
        int backlogEvents,
        int backlogBytes,
        int topics,
        Duration linger,
        Duration publishTimeout) {

    static final Limits DEFAULTS = new Limits(
            1000,
            8 * 1024,
            256 * 1024,
            Duration.ofSeconds(15),
            Duration.ofSeconds(15),
            Duration.ofMinutes(10),
            4096,
            4 * 1024 * 1024,
            64,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10));

    Limits withConnections(int count) {
        return new Limits(
                count,
                headerBytes,
                bodyBytes,
                idle,
                heartbeat,
                stalled,
                backlogEvents,
                backlogBytes,
                topics,
                linger,
                publishTimeout);
    }

    Limits withIdle(Duration time) {
        return new Limits(
                connections,
                headerBytes,
                bodyBytes,
                time,
                heartbeat,
                stalled,
                backlogEvents,
                backlogBytes,
                topics,
                linger,
                publishTimeout);
    }

    Limits withHeartbeat(Duration time) {
        return new Limits(
                connections,
                headerBytes,
                bodyBytes,
                idle,
                time,
                stalled,
                backlogEvents,
                backlogBytes,
                topics,
                linger,
                publishTimeout);
    }

    Limits withBacklogEvents(int count) {
        return new Limits(
                connections,
                headerBytes,
                bodyBytes,
                idle,
                heartbeat,
                stalled,
                count,
                backlogBytes,
                topics,
                linger,
                publishTimeout);
    }
}
