/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.InvokedContender;
import io.viewbus.perf.member.RawContender;
import io.viewbus.perf.member.Scenario;
import io.viewbus.perf.member.Setup;
import io.viewbus.perf.member.ViewbusContender;
import io.viewbus.perf.peers.AeronClusterContender;
import io.viewbus.perf.peers.AeronContender;
import io.viewbus.perf.peers.CorosyncConfiguration;
import io.viewbus.perf.peers.CorosyncContender;
import io.viewbus.perf.peers.CorosyncInstallation;
import io.viewbus.perf.peers.JGroupsContender;
import io.viewbus.perf.peers.JGroupsStack;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A system that can be measured. */
enum Contestant {
    /** Viewbus through its reactive API. */
    VIEWBUS("viewbus"),
    /** Viewbus without objects, bytes in and out, on one thread that the program lends. */
    VIEWBUS_RAW("viewbus-raw"),
    /** The same on threads of its own. */
    VIEWBUS_RAW_THREADS("viewbus-raw-threads"),
    /** Aeron alone, all members to all. */
    AERON("aeron"),
    /** JGroups with its shipped stacks. */
    JGROUPS("jgroups"),
    /** Aeron Cluster, a node in each member. */
    AERON_CLUSTER("aeron-cluster"),
    /** Corosync, a daemon for each member. */
    COROSYNC("corosync");

    private final String label;

    Contestant(String label) {
        this.label = label;
    }

    Contender make(Setup setup) {
        return switch (this) {
            case VIEWBUS -> new ViewbusContender(setup);
            case VIEWBUS_RAW -> new InvokedContender(setup);
            case VIEWBUS_RAW_THREADS -> new RawContender(setup);
            case AERON -> new AeronContender(setup);
            case JGROUPS -> new JGroupsContender(setup);
            case AERON_CLUSTER -> new AeronClusterContender(setup);
            case COROSYNC -> new CorosyncContender(setup);
        };
    }

    boolean isViewbus() {
        return this == VIEWBUS || this == VIEWBUS_RAW || this == VIEWBUS_RAW_THREADS;
    }

    /** The order that comes nearest to what was asked for, of those that the system knows. */
    Order orderFor(Order wanted) {
        return switch (this) {
            case VIEWBUS, VIEWBUS_RAW, VIEWBUS_RAW_THREADS -> wanted;
            case AERON -> Order.FIFO;
            case JGROUPS -> wanted == Order.FIFO ? Order.FIFO : Order.TOTAL;
            case AERON_CLUSTER -> Order.QUORUM;
            case COROSYNC -> Order.TOTAL;
        };
    }

    /** The configurations of which the best one is measured. */
    List<Variant> variants(Order order) {
        List<String> names = switch (this) {
            case VIEWBUS, VIEWBUS_RAW, VIEWBUS_RAW_THREADS, AERON, AERON_CLUSTER -> List.of();
            case JGROUPS ->
                order == Order.FIFO
                        ? List.of(JGroupsStack.TCP, JGroupsStack.UDP)
                        : List.of(JGroupsStack.TCP_SEQUENCER, JGroupsStack.UDP_SEQUENCER);
            case COROSYNC -> List.of(CorosyncConfiguration.DEFAULTS, CorosyncConfiguration.NOT_IN_REAL_TIME);
        };
        if (names.isEmpty()) {
            return List.of(new Variant("", 1));
        }
        return names.stream()
                .flatMap(name -> Stream.of(new Variant(name, 1), new Variant(name, 4)))
                .toList();
    }

    /** What it lacks on this machine, each with the remedy; empty if it can run. */
    List<String> missing() {
        return this == COROSYNC ? CorosyncInstallation.ofThisMachine().missing() : List.of();
    }

    /** Why it cannot take part in a scenario; empty if it can. */
    Optional<String> objection(Scenario scenario) {
        return switch (scenario) {
            case THROUGHPUT, LATENCY -> Optional.empty();
            case VIEWCHANGE ->
                switch (this) {
                    case VIEWBUS, VIEWBUS_RAW, VIEWBUS_RAW_THREADS, JGROUPS -> Optional.empty();
                    case AERON, AERON_CLUSTER -> Optional.of("it has no views whose changes could be watched");
                    case COROSYNC ->
                        Optional.of("its views are those of its daemon, which goes on when a member is stopped");
                };
            case SLOW ->
                switch (this) {
                    case VIEWBUS_RAW, VIEWBUS_RAW_THREADS ->
                        Optional.of("its handler cannot be slow without holding up everything of the member");
                    case COROSYNC -> Optional.of("its daemon queues without limit what a slow member does not take");
                    default -> Optional.empty();
                };
        };
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
