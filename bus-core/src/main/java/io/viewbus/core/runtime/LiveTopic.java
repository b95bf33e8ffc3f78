/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.Topic;
import io.viewbus.TopicException.PayloadRejected;
import io.viewbus.core.PublishOptions;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The description of a topic, bound to one bus. */
final class LiveTopic<T> implements Topic<T> {

    private final CommandQueue commands;
    private final String name;
    private final Codec<T> codec;
    private final PublishOptions options;

    LiveTopic(CommandQueue commands, String name, Codec<T> codec, PublishOptions options) {
        this.commands = commands;
        this.name = name;
        this.codec = codec;
        this.options = options;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Topic<T> order(Order newOrder) {
        return with(options.withOrder(Objects.requireNonNull(newOrder, "order")));
    }

    @Override
    public Topic<T> inView(long counter) {
        if (counter <= PublishOptions.ANY_VIEW) {
            throw new IllegalArgumentException("the counter of a view is positive, not " + counter);
        }
        return with(options.withInView(counter));
    }

    @Override
    public Mono<Group<T>> join() {
        return Mono.<GroupStream<T>>create(sink ->
                        commands.submit(new Command.Join<>(commands.loop(), name, options.order(), codec, sink)))
                .map(stream -> new LiveGroup<>(commands, this, stream));
    }

    @Override
    public Flux<GroupEvent<T>> events() {
        return Flux.usingWhen(join(), Group::events, Group::leave);
    }

    @Override
    public Flux<Delivery<T>> messages() {
        return Flux.usingWhen(join(), Group::messages, Group::leave);
    }

    @Override
    public Mono<Receipt> publish(T value) {
        return Mono.create(sink -> {
            try {
                commands.submitSingle(new Command.Publish(name, options, encode(value), new Command.Outcome() {
                    @Override
                    public void onReceipt(Receipt receipt) {
                        sink.success(receipt);
                    }

                    @Override
                    public void onFailure(Throwable why) {
                        sink.error(why);
                    }
                }));
            } catch (PayloadRejected e) {
                sink.error(e);
            }
        });
    }

    @Override
    public Flux<Receipt> publishMany(Publisher<? extends T> values) {
        return new PublishMany<>(commands, this, values);
    }

    Command.Publish command(T value, Command.Outcome outcome) {
        return new Command.Publish(name, options, encode(value), outcome);
    }

    @Override
    public Topic<T> confirm(Rung rung) {
        return with(options.withConfirm(Objects.requireNonNull(rung, "rung")));
    }

    private LiveTopic<T> with(PublishOptions other) {
        return new LiveTopic<>(commands, name, codec, other);
    }

    private byte[] encode(T value) {
        ByteBuffer encoded;
        try {
            encoded = codec.encode(value);
        } catch (RuntimeException e) {
            throw new PayloadRejected("the codec of topic \"" + name + "\" cannot encode the payload: " + e, e);
        }
        if (encoded.remaining() > Bus.MAX_PAYLOAD) {
            throw new PayloadRejected(
                    "a payload of " + encoded.remaining() + " bytes is larger than the limit of " + Bus.MAX_PAYLOAD
                            + "; split it",
                    null);
        }
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return bytes;
    }
}
