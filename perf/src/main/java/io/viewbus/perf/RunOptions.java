/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Bus;
import io.viewbus.Order;
import io.viewbus.perf.member.Scenario;
import io.viewbus.perf.member.Stamp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The options of every scenario: who is measured, under which loads, how often, and where the results go. */
final class RunOptions {

    static final int MAX_MEMBERS = 16;
    private static final int MAX_SECONDS = 3600;
    private static final int MAX_ROUNDS = 100;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = {"--sizes", "--size"},
            paramLabel = "BYTES",
            split = ",",
            defaultValue = "100",
            description = "bytes of a payload, " + Stamp.LENGTH + " to " + Bus.MAX_PAYLOAD
                    + ", several with commas (${DEFAULT-VALUE})")
    private List<Integer> sizes;

    @Option(
            names = {"--orders", "--order"},
            paramLabel = "ORDER",
            split = ",",
            defaultValue = "total",
            description =
                    "orders and levels: fifo, causal, total, quorum, safe, several with commas; a system that does not know one"
                            + " runs with the nearest that it knows (${DEFAULT-VALUE})")
    private List<Order> orders;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "5",
            description = "how long a round counts (${DEFAULT-VALUE})")
    private int seconds;

    @Option(
            names = "--warmup",
            paramLabel = "S",
            defaultValue = "3",
            description =
                    "how long before that at least (${DEFAULT-VALUE}); then until the compilers of all members are"
                            + " quiet, ten times that at most")
    private int warmup;

    @Option(
            names = "--rounds",
            paramLabel = "R",
            defaultValue = "3",
            description = "rounds of each system (${DEFAULT-VALUE})")
    private int rounds;

    @Option(
            names = "--topics",
            paramLabel = "N",
            description = "over how many topics each member of Viewbus spreads its messages, 1 to 16")
    private @Nullable Integer topics;

    @Option(
            names = "--against",
            paramLabel = "NAME",
            split = ",",
            description =
                    "the peers that take turns with viewbus and viewbus-raw: aeron, jgroups, aeron-cluster, corosync,"
                            + " several with commas (aeron)")
    private @Nullable List<String> against;

    @Option(
            names = "--systems",
            paramLabel = "NAME",
            split = ",",
            converter = Contestant.Converter.class,
            description = "only these systems, instead of --against")
    private @Nullable List<Contestant> systems;

    @Mixin
    private OutputOptions output;

    List<Contestant> systems() {
        if (systems != null && against != null) {
            throw refused(
                    "--systems and --against exclude each other: --against adds peers to viewbus and viewbus-raw");
        }
        if (systems != null) {
            if (systems.isEmpty()) {
                throw refused("--systems must name at least one system");
            }
            return systems.stream().distinct().toList();
        }
        return Stream.concat(Stream.of(Contestant.VIEWBUS, Contestant.VIEWBUS_RAW), peers())
                .distinct()
                .toList();
    }

    private Stream<Contestant> peers() {
        return against == null ? Stream.of(Contestant.AERON) : against.stream().map(this::peer);
    }

    private Contestant peer(String name) {
        try {
            return new Contestant.Converter().convert(name);
        } catch (TypeConversionException e) {
            throw refused("--against: " + e.getMessage());
        }
    }

    /**
     * Every system with every load, each once: one that knows no total order is not measured again for it, and one that knows no modes
     * not for each of them.
     */
    List<Job> jobs(List<Contestant> contestants, List<Mode> modes, List<Integer> members) {
        Set<Job> jobs = new LinkedHashSet<>();
        for (int count : members) {
            for (int size : sizes()) {
                for (Contestant contestant : contestants) {
                    List<Mode> own = contestant.isViewbus() ? modes : List.of(Mode.USUAL);
                    for (Order order : orders()) {
                        own.forEach(
                                mode -> jobs.add(new Job(contestant, mode, contestant.orderFor(order), size, count)));
                    }
                }
            }
        }
        return new ArrayList<>(jobs);
    }

    private List<Integer> sizes() {
        sizes.forEach(size -> require("--sizes", size, Stamp.LENGTH, Bus.MAX_PAYLOAD));
        return required("--sizes", sizes);
    }

    private List<Order> orders() {
        return required("--orders", orders);
    }

    <T> List<T> required(String option, List<T> values) {
        if (values.isEmpty()) {
            throw refused(option + " must name at least one value");
        }
        return values.stream().distinct().toList();
    }

    /** Returns the numbers of members to measure with, each once. */
    List<Integer> members(List<Integer> members) {
        members.forEach(count -> require("--members", count, 2, MAX_MEMBERS));
        return required("--members", members);
    }

    /**
     * Returns what every round of a scenario has in common.
     *
     * @param usualTopics over how many topics messages are spread unless an option says otherwise
     */
    Shape shape(Scenario scenario, int usualTopics, int rate, int slowRate) {
        return new Shape(
                scenario,
                topics == null ? usualTopics : require("--topics", topics, 1, 16),
                rate,
                slowRate,
                Duration.ofSeconds(require("--warmup", warmup, 0, MAX_SECONDS)),
                Duration.ofSeconds(require("--seconds", seconds, 1, MAX_SECONDS)));
    }

    int rounds() {
        return require("--rounds", rounds, 1, MAX_ROUNDS);
    }

    OutputOptions output() {
        return output;
    }

    /** Returns the words of the command line, to be run again. */
    String command() {
        return "viewbus perf "
                + String.join(" ", spec.commandLine().getParseResult().originalArgs());
    }

    List<String> warnings(List<Contestant> contestants) {
        List<String> warnings = new ArrayList<>();
        if (!Path.of("/dev/shm").toFile().isDirectory()) {
            warnings.add("there is no /dev/shm: the buffers of " + contestants + " are on a disk");
        }
        return warnings;
    }

    int require(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw refused(option + " must be " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    ParameterException refused(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
