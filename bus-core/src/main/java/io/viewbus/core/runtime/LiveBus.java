/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Topic;
import io.viewbus.core.PublishOptions;
import io.viewbus.observe.Observation;
import io.viewbus.view.Member;
import io.viewbus.view.Membership;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A membership with topics. */
final class LiveBus implements Bus {

    private final Membership membership;
    private final CommandQueue commands;

    LiveBus(Membership membership, CommandQueue commands) {
        this.membership = membership;
        this.commands = commands;
    }

    @Override
    public <T> Topic<T> topic(String name, Codec<T> codec) {
        return new LiveTopic<>(
                commands,
                Member.requireName("topic name", name),
                Objects.requireNonNull(codec, "codec"),
                PublishOptions.NONE);
    }

    @Override
    public Member self() {
        return membership.self();
    }

    @Override
    public View view() {
        return membership.view();
    }

    @Override
    public Flux<View> views() {
        return membership.views();
    }

    @Override
    public Mono<View> awaitView(Predicate<? super View> condition) {
        return membership.awaitView(condition);
    }

    @Override
    public Flux<PrimaryState> primaryStates() {
        return membership.primaryStates();
    }

    @Override
    public Observation observe() {
        return membership.observe();
    }

    @Override
    public Mono<Void> leave() {
        return membership.leave();
    }

    @Override
    public Mono<Void> onDispose() {
        return membership.onDispose();
    }

    @Override
    public void dispose() {
        membership.dispose();
    }

    @Override
    public boolean isDisposed() {
        return membership.isDisposed();
    }

    @Override
    public void disposeNow(Duration timeout) {
        membership.disposeNow(timeout);
    }
}
