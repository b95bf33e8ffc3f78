/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Receipt;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

/** Publishes what a source emits, taking from it no more than is under way or unread anyway. */
final class PublishMany<T> extends Flux<Receipt> {

    private final CommandQueue commands;
    private final LiveTopic<T> topic;
    private final Publisher<? extends T> values;

    PublishMany(CommandQueue commands, LiveTopic<T> topic, Publisher<? extends T> values) {
        this.commands = commands;
        this.topic = topic;
        this.values = values;
    }

    @Override
    public void subscribe(CoreSubscriber<? super Receipt> actual) {
        PublishManySubscriber<T> subscriber = new PublishManySubscriber<>(commands, topic, actual);
        actual.onSubscribe(subscriber);
        commands.loop().add(subscriber);
        values.subscribe(subscriber);
    }
}
