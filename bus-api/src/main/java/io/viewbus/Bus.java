/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Membership;
import java.time.Duration;

/**
 * A live member of a cluster that can publish to topics and join them. Made by connecting; a {@link Membership} with
 * messaging. Safe to use from any thread; all signals come serially on one delivery thread, so views and messages keep
 * their order even across two subscriptions. Blocking in a signal throws.
 */
public interface Bus extends Membership, AutoCloseable {

    /** The largest payload, in bytes. */
    int MAX_PAYLOAD = 256 * 1024;

    /**
     * Names a topic. Nothing is sent until it is joined or published to.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
     * @param codec the codec of its payloads
     * @param <T> the payload type
     * @return the immutable description of the topic
     * @throws IllegalArgumentException if the name is not of that form
     */
    <T> Topic<T> topic(String name, Codec<T> codec);

    /** Leaves gracefully and releases everything, waiting 10 seconds at most. */
    @Override
    default void close() {
        disposeNow(Duration.ofSeconds(10));
    }
}
