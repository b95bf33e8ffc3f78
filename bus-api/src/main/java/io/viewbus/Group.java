/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A live membership in a topic's group.
 *
 * @param <T> the payload type
 */
public interface Group<T> {

    /**
     * Returns the topic.
     *
     * @return its description
     */
    Topic<T> topic();

    /**
     * Returns the group view that was delivered last, or with which the group was joined.
     *
     * @return the view
     */
    GroupView view();

    /**
     * Streams views and messages in their one agreed order.
     *
     * <p><b>Emits</b> to the first subscriber everything since the join, beginning with the view that has this member in
     * it; to later ones from now on. <b>Completes</b> after {@link #leave()} or disposal. <b>Errors</b> with
     * {@link io.viewbus.view.ClusterException.Evicted} when the cluster went on without this member, with
     * {@link TopicException.PayloadRejected} if the codec cannot read a payload: then the present subscribers end, and the member
     * stays in the group.
     * <b>Back-pressure</b>: the slowest subscriber of the whole group holds back the publishers of this topic, and nothing
     * else; nothing is dropped. <b>Multiple subscribers</b> of one group get the same elements, at the pace of the slowest.
     *
     * @return the hot stream
     */
    Flux<GroupEvent<T>> events();

    /**
     * Streams only the messages of {@link #events()}.
     *
     * @return the hot stream
     */
    Flux<Delivery<T>> messages();

    /**
     * Streams only the views of {@link #events()}.
     *
     * @return the hot stream
     */
    Flux<GroupView> views();

    /**
     * Publishes as {@link Topic#publish}.
     *
     * @param value the payload
     * @return the publishing
     */
    Mono<Receipt> publish(T value);

    /**
     * Publishes as {@link Topic#publishMany}.
     *
     * @param values the payloads
     * @return the publishing
     */
    Flux<Receipt> publishMany(Publisher<? extends T> values);

    /**
     * Hands views and messages to a handler as bytes, without objects and without a codec. The handler is like a subscriber of
     * {@link #events()} that always wants more: while it is slow, it holds back the publishers of this topic, and nothing else.
     *
     * @param handler who takes them
     * @return ends the handing over when it is disposed of
     */
    Disposable handle(RawHandler handler);

    /**
     * Returns a publication that takes bytes and answers with Aeron's return codes. Its memory, 2 MiB outside of the heap, is taken with
     * the first call.
     *
     * @return the publication, the same each time
     */
    RawPublication raw();

    /**
     * Leaves the group, not the cluster. <b>Completes</b> when the others installed a group view without this member.
     * Idempotent, cold.
     *
     * @return the leaving
     */
    Mono<Void> leave();
}
