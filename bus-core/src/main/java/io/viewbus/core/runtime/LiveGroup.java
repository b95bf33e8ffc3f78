/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.GroupView;
import io.viewbus.RawHandler;
import io.viewbus.RawPublication;
import io.viewbus.Receipt;
import io.viewbus.Topic;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A joined topic. */
final class LiveGroup<T> implements Group<T> {

    private final CommandQueue commands;
    private final LiveTopic<T> topic;
    private final GroupStream<T> stream;

    LiveGroup(CommandQueue commands, LiveTopic<T> topic, GroupStream<T> stream) {
        this.commands = commands;
        this.topic = topic;
        this.stream = stream;
    }

    @Override
    public Topic<T> topic() {
        return topic;
    }

    @Override
    public GroupView view() {
        return stream.view();
    }

    @Override
    public Flux<GroupEvent<T>> events() {
        return stream;
    }

    @Override
    @SuppressWarnings("unchecked") // A delivery of this stream has its payload type.
    public Flux<Delivery<T>> messages() {
        return stream.filter(event -> event instanceof Delivery<T>).map(event -> (Delivery<T>) event);
    }

    @Override
    @SuppressWarnings("unchecked") // As above.
    public Flux<GroupView> views() {
        return stream.filter(event -> event instanceof GroupEvent.Installed<T>)
                .map(event -> ((GroupEvent.Installed<T>) event).view());
    }

    @Override
    public Mono<Receipt> publish(T value) {
        return topic.publish(value);
    }

    @Override
    public Flux<Receipt> publishMany(Publisher<? extends T> values) {
        return topic.publishMany(values);
    }

    @Override
    public Disposable handle(RawHandler handler) {
        return stream.handle(Objects.requireNonNull(handler, "handler"));
    }

    @Override
    public RawPublication raw() {
        return stream.openRaw();
    }

    @Override
    public Mono<Void> leave() {
        return Mono.create(sink -> commands.submit(new Command.Leave(topic.name(), stream.topicId(), sink)));
    }
}
