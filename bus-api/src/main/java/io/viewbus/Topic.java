/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An immutable description of a named, typed address. Publishing does not need to join.
 *
 * @param <T> the payload type
 */
public interface Topic<T> {

    /**
     * Returns the name.
     *
     * @return the name
     */
    String name();

    /**
     * Names the order. Without this call a join or publish takes the topic's order, {@link Order#TOTAL} for a topic that
     * nobody has joined yet.
     *
     * @param order the order that the topic must have
     * @return a new description
     */
    Topic<T> order(Order order);

    /**
     * Publishes for one view: a message is delivered while that view of the cluster is installed, or to nobody. Then publishing
     * errors with {@link TopicException.ViewChanged}, whose outcome is NOT_SENT. Without this call a message that is published
     * while the view changes is delivered in the next view. Says nothing about joins.
     *
     * <p>Groups may still change within that view. (This is <i>Sending View Delivery</i> of Chockler, Keidar and Vitenberg's survey,
     * message by message, so that no sender ever has to be stopped.)
     *
     * @param counter the counter of the view: of {@link io.viewbus.view.ViewId} or {@link GroupViewId}, from 1
     * @return a new description
     * @throws IllegalArgumentException if the counter is not positive
     */
    Topic<T> inView(long counter);

    /**
     * Says when publishing is done: when a message has come so far. Without this call, {@link Rung#STABLE}. What becomes of it after
     * that is not told. Says nothing about joins.
     *
     * @param rung how far a message must have come
     * @return a new description
     */
    Topic<T> confirm(Rung rung);

    /**
     * Joins the topic's group.
     *
     * <p><b>Emits</b> the group once this member is in it, and <b>completes</b>. <b>Errors</b> with
     * {@link TopicException.OrderMismatch} if the topic has another order, {@link TopicException.Refused} if there are too
     * many topics or this member is in the group already, and as {@link Bus#views()}. Cold; cancelling undoes it.
     *
     * @return the joining
     */
    Mono<Group<T>> join();

    /**
     * Joins, streams {@link Group#events()}, and leaves the group on cancel.
     *
     * @return the cold stream; subscribing again joins again
     */
    Flux<GroupEvent<T>> events();

    /**
     * Joins, streams {@link Group#messages()}, and leaves the group on cancel.
     *
     * @return the cold stream; subscribing again joins again
     */
    Flux<Delivery<T>> messages();

    /**
     * Publishes one message.
     *
     * <p><b>Emits</b> the receipt once the message is stable, or as far as {@link #confirm} says, and <b>completes</b>. <b>Errors</b> with
     * {@link TopicException.PayloadRejected} if it is too large, {@link TopicException.OrderMismatch} if the topic has
     * another order, {@link TopicException.ViewChanged} if it was for a view that is over, {@link TopicException.Overloaded} if too many messages wait already, and with a
     * {@link io.viewbus.view.ClusterException} whose outcome tells whether it may have been delivered. Cold: each
     * subscription publishes once. Cancelling has no effect on a message that was accepted.
     *
     * @param value the payload
     * @return the publishing
     */
    Mono<Receipt> publish(T value);

    /**
     * Publishes many messages in order.
     *
     * <p><b>Emits</b> a receipt for each, in order; <b>completes</b> when all are stable, or as far as {@link #confirm} says. <b>Errors</b> with the first
     * failure, after the receipts of the messages before it; or with the error of the source. <b>Back-pressure</b>: takes
     * from the source what the slowest subscriber of the topic has room for, whatever the demand for receipts; receipts
     * wait for demand and hold the source back once 4,096 messages or about 1 MiB are under way or unread. Cold.
     * Cancelling stops taking.
     *
     * @param values the payloads
     * @return the publishing
     */
    Flux<Receipt> publishMany(Publisher<? extends T> values);
}
