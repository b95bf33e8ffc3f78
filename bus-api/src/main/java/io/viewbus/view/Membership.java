/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import io.viewbus.observe.Observation;
import java.time.Duration;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A live membership in a cluster. Made by joining; ends by {@link #leave()}, by disposal, or with an error when the
 * cluster goes on without this member. Safe to use from any thread; signals come serially on one delivery thread.
 */
public interface Membership extends Disposable {

    /**
     * Returns this member.
     *
     * @return name and incarnation
     */
    Member self();

    /**
     * Returns the view installed last.
     *
     * @return the current view
     */
    View view();

    /**
     * Streams the views.
     *
     * <p><b>Emits</b> the current view at once, then every later one; none is skipped. <b>Completes</b> after leaving or
     * disposal. <b>Errors</b> with {@link ClusterException.Evicted} when the cluster went on without this member, with
     * {@link ClusterException.ViewsMissed} when the subscriber left 1,024 views unread. <b>Back-pressure</b>: views wait
     * for demand, up to that limit. <b>Multiple subscribers</b> are independent of each other.
     *
     * @return the hot stream of views
     */
    Flux<View> views();

    /**
     * Waits for a view.
     *
     * <p><b>Emits</b> the current view if it satisfies the condition, else the first later one that does, and
     * <b>completes</b>. <b>Errors</b> as {@link #views()}.
     *
     * @param condition what to wait for
     * @return the cold wait
     */
    Mono<View> awaitView(Predicate<? super View> condition);

    /**
     * Tells whether a quorum is reachable.
     *
     * <p><b>Emits</b> the current state at once, then each change; a slow subscriber sees only the latest.
     * <b>Completes</b> and <b>errors</b> as {@link #views()}.
     *
     * @return the hot stream of states
     */
    Flux<PrimaryState> primaryStates();

    /**
     * Leaves gracefully: the others install a view without this member at once instead of suspecting it.
     *
     * <p><b>Completes</b> when they did, or when no quorum of them can be reached for 5 seconds: then they will find out.
     * Idempotent. Cold.
     *
     * @return the leaving
     */
    Mono<Void> leave();

    /**
     * Waits for the end of this membership.
     *
     * <p><b>Completes</b> after leaving or disposal, <b>errors</b> with the cause otherwise.
     *
     * @return the end
     */
    Mono<Void> onDispose();

    /**
     * Leaves gracefully and blocks until everything is released.
     *
     * @param timeout after which the resources are released without waiting for the others
     */
    void disposeNow(Duration timeout);

    /**
     * Returns what can be seen of this member: counters, links, and why views changed.
     *
     * @return the observation; usable after the end, too
     */
    Observation observe();
}
