/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.RawContender;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.ViewbusContender;
import io.viewbus.perf.peers.AeronClusterContender;
import io.viewbus.perf.peers.AeronContender;
import io.viewbus.perf.peers.JGroupsContender;
import io.viewbus.perf.peers.JGroupsStack;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A system that can be measured. */
enum Contestant {
    /** Viewbus through its reactive API. */
    VIEWBUS("viewbus"),
    /** Viewbus without objects: bytes in and out. */
    VIEWBUS_RAW("viewbus-raw"),
    /** Aeron alone, all members to all. */
    AERON("aeron"),
    /** JGroups with its shipped stacks. */
    JGROUPS("jgroups"),
    /** Aeron Cluster, a node in each member. */
    AERON_CLUSTER("aeron-cluster");

    private final String label;

    Contestant(String label) {
        this.label = label;
    }

    Contender make(Setup setup) {
        return switch (this) {
            case VIEWBUS -> new ViewbusContender(setup);
            case VIEWBUS_RAW -> new RawContender(setup);
            case AERON -> new AeronContender(setup);
            case JGROUPS -> new JGroupsContender(setup);
            case AERON_CLUSTER -> new AeronClusterContender(setup);
        };
    }

    boolean isViewbus() {
        return this == VIEWBUS || this == VIEWBUS_RAW;
    }

    /** The order that comes nearest to what was asked for, of those that the system knows. */
    Order orderFor(Order wanted) {
        return switch (this) {
            case VIEWBUS, VIEWBUS_RAW -> wanted;
            case AERON -> Order.FIFO;
            case JGROUPS -> wanted == Order.FIFO ? Order.FIFO : Order.TOTAL;
            case AERON_CLUSTER -> Order.QUORUM;
        };
    }

    /** The configurations of which the best one is measured. */
    List<Variant> variants(Order order) {
        if (this != JGROUPS) {
            return List.of(new Variant("", 1));
        }
        List<String> stacks = order == Order.FIFO
                ? List.of(JGroupsStack.TCP, JGroupsStack.UDP)
                : List.of(JGroupsStack.TCP_SEQUENCER, JGroupsStack.UDP_SEQUENCER);
        return stacks.stream()
                .flatMap(stack -> Stream.of(new Variant(stack, 1), new Variant(stack, 4)))
                .toList();
    }

    /** Whether there are views whose changes can be seen. */
    boolean hasViews() {
        return isViewbus() || this == JGROUPS;
    }

    /** What people call it. */
    @Override
    public String toString() {
        return label;
    }

    /** Reads what people call it. */
    static final class Converter implements CommandLine.ITypeConverter<Contestant> {
        @Override
        public Contestant convert(String value) {
            return Stream.of(values())
                    .filter(contestant -> contestant.label.equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "there is no system \"" + value + "\", only " + Arrays.toString(values())));
        }
    }
}
