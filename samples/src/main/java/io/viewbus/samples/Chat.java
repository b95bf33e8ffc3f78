/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A chat in which everybody reads the same conversation, comings and goings included: {@code Chat NAME}. The end of the input
 * leaves.
 */
public final class Chat {

    private Chat() {}

    public static void main(String[] args) {
        try (Bus bus = ViewBus.create()
                .cluster("chat")
                .member(args[0])
                .transport(AeronTransport.multicast())
                .connectNow()) {
            bus.topic("room", Codec.utf8()).join().flatMap(Chat::talk).block();
        }
    }

    // tag::talk[]
    private static Mono<Void> talk(Group<String> room) {
        room.events().subscribe(Chat::print);
        // A line is read only when the group has room for it, and the receipts come when everybody has it.
        return room.publishMany(keyboard()).then(room.leave());
    }

    private static void print(GroupEvent<String> event) {
        if (event instanceof Installed<String> installed) {
            System.out.println("--- " + installed.view().members());
        } else if (event instanceof Delivery<String> message) {
            System.out.println(message.sender() + ": " + message.payload());
        }
    }
    // end::talk[]

    private static Flux<String> keyboard() {
        return Flux.fromStream(
                        () -> new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines())
                .subscribeOn(Schedulers.boundedElastic());
    }
}
