/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Order;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one member has to do.
 *
 * @param scenario what is measured
 * @param place where the members meet
 * @param index which member it is, from 0; nobody else in the round has it, not even who comes later
 * @param members how many there are when the round begins
 * @param capacity how many there may be in the whole round
 * @param lanes how many senders a member has, each with its own order
 * @param size the bytes of a payload
 * @param order the order of messages
 * @param variant which configuration of the system, in its own words
 * @param rate how many messages a second a member sends; 0 for as many as are taken
 * @param slowRate how many messages a second the subscriber of this member takes; 0 for all
 * @param warmup how long they publish before anything counts
 * @param duration how long they publish after that
 */
public record MemberTask(
        Scenario scenario,
        Place place,
        int index,
        int members,
        int capacity,
        int lanes,
        int size,
        Order order,
        String variant,
        int rate,
        int slowRate,
        Duration warmup,
        Duration duration) {

    /** The multicast group of all rounds. */
    public static final String GROUP = "239.255.47.11";

    /**
     * Where the members of a round meet, and nobody else.
     *
     * @param cluster the name of the cluster
     * @param port the first of the UDP and TCP ports that are theirs
     */
    public record Place(String cluster, int port) {}

    /**
     * Reads what {@link #words} gave.
     *
     * @param words pairs
     * @return the task
     */
    public static MemberTask parse(List<String> words) {
        Pairs values = Pairs.parse(words);
        return new MemberTask(
                Scenario.valueOf(values.get("scenario")),
                new Place(values.get("cluster"), values.number("port")),
                values.number("index"),
                values.number("members"),
                values.number("capacity"),
                values.number("lanes"),
                values.number("size"),
                Order.valueOf(values.get("order")),
                values.get("variant"),
                values.number("rate"),
                values.number("slowRate"),
                Duration.parse(values.get("warmup")),
                Duration.parse(values.get("duration")));
    }

    /**
     * Returns the task as the words of a command line.
     *
     * @return pairs
     */
    public List<String> words() {
        return Stream.of(
                        "scenario=" + scenario.name(),
                        "cluster=" + place.cluster(),
                        "port=" + place.port(),
                        "index=" + index,
                        "members=" + members,
                        "capacity=" + capacity,
                        "lanes=" + lanes,
                        "size=" + size,
                        "order=" + order.name(),
                        "variant=" + variant,
                        "rate=" + rate,
                        "slowRate=" + slowRate,
                        "warmup=" + warmup,
                        "duration=" + duration)
                .toList();
    }

    /** Whether the others sent before this member came. */
    boolean isNewcomer() {
        return index >= members;
    }

    /** Whether this member comes and goes, and sends nothing: where views change, it has the last number. */
    boolean isGuest() {
        return scenario == Scenario.VIEWCHANGE && index == capacity - 1;
    }

    /** Returns how many numbers of senders there are. */
    int senders() {
        return capacity * lanes;
    }

    /** Returns who has a sender. */
    int memberOf(int sender) {
        return sender / lanes;
    }

    /** Makes the loads of this member, the schedules of all members spread over a period. */
    List<Load> loads() {
        return Stream.iterate(0, lane -> lane < lanes, lane -> lane + 1)
                .map(lane -> new Load(index * lanes + lane, size, (double) rate / lanes))
                .toList();
    }
}
