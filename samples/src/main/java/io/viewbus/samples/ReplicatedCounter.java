/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupView;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.view.Member;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A number that is the same at every member at the same place of the order: {@code ReplicatedCounter NAME}; each number that
 * is typed is added. When a view adds a member, the first in rank of those who know the value publishes it, as of the beginning
 * of that view, and the newcomer adds what it has counted since. When all who know it are gone, so is the value.
 */
public final class ReplicatedCounter {

    private final Member self;
    private final Consumer<String> publish;
    private List<Member> members = List.of();
    private String view = "";
    /** Who knows the value: the same list at all of them, empty at the others. */
    private List<Member> informed = List.of();
    /** The value; at those who do not know it yet, what was added since the view began. */
    private long value;

    ReplicatedCounter(Member self, Consumer<String> publish) {
        this.self = self;
        this.publish = publish;
    }

    public static void main(String[] args) {
        try (Bus bus = ViewBus.create()
                .cluster("counter")
                .member(args[0])
                .transport(AeronTransport.multicast())
                .connectNow()) {
            Mono<Group<String>> joining = bus.topic("counter", Codec.utf8()).join();
            joining.flatMap(group -> count(bus.self(), group)).block();
        }
    }

    private static Mono<Void> count(Member self, Group<String> group) {
        var counter = new ReplicatedCounter(self, text -> group.publish(text).subscribe());
        group.events().doOnNext(counter::onEvent).subscribe(event -> System.out.println(counter));
        return group.publishMany(numbers().map(number -> "add " + number)).then(group.leave());
    }

    private static Flux<String> numbers() {
        return Flux.fromStream(() -> new Scanner(System.in, StandardCharsets.UTF_8).tokens())
                .filter(word -> word.matches("-?\\d{1,9}"))
                .subscribeOn(Schedulers.boundedElastic());
    }

    void onEvent(GroupEvent<String> event) {
        if (event instanceof Installed<String> installed) {
            onView(installed.view());
        } else if (event instanceof Delivery<String> message) {
            onMessage(message.payload().split(" "));
        }
    }

    private void onView(GroupView next) {
        view = next.id().toString();
        members = next.members();
        value = informed.isEmpty() ? 0 : value;
        boolean alone = members.size() == 1; // Nobody to learn from: the counter starts here.
        informed = alone ? members : members.stream().filter(informed::contains).toList();
        if (informed.size() < members.size() && informed.indexOf(self) == 0) {
            publish.accept("value " + value + " " + view);
        }
    }

    private void onMessage(String[] words) {
        if (words[0].equals("add")) {
            value += Long.parseLong(words[1]);
        } else if (words[2].equals(view)) {
            value += informed.isEmpty() ? Long.parseLong(words[1]) : 0;
            informed = members; // Published in an older view it says nothing: this view has its own.
        }
    }

    @Override
    public String toString() {
        return (informed.isEmpty() ? "unknown" : value) + " " + members;
    }
}
