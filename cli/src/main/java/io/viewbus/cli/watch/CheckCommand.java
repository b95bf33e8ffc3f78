/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.cli.CommandFailure;
import io.viewbus.cli.Complaints;
import io.viewbus.cli.ExitCode;
import io.viewbus.cli.watch.Verdict.Status;
import io.viewbus.view.ClusterException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Mono;

/** Tells a monitoring system whether all is well. */
@Command(
        name = "check",
        header = "Tells a monitoring system whether all is well.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 3,
        exitCodeOnExecutionException = 3,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:OK", "1:WARNING", "2:CRITICAL", "3:UNKNOWN, also if it is called wrongly"},
        description =
                "Looks at the members of one cluster on this machine for a second or longer, or at one gateway, and prints"
                        + " one line for Nagios, Icinga and others: status, text, and figures behind a bar. Critical: no quorum, no"
                        + " member here, a member that hangs. A warning: a member that is suspected or not let in yet, different"
                        + " views. The rest are the limits that you set.")
public final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private LocalOptions local;

    @Mixin
    private GatewayAddress gateway;

    @Option(names = "--member", paramLabel = "NAME", description = "Look at this member only.")
    private @Nullable String member;

    @Option(names = "--min-members", paramLabel = "N", description = "Critical with fewer members in the view.")
    private @Nullable Long minMembers;

    @Option(names = "--min-view-age", paramLabel = "S", description = "A warning if the view is younger, in seconds.")
    private @Nullable Long minViewAge;

    @Option(names = "--max-view-age", paramLabel = "S", description = "A warning if the view is older, in seconds.")
    private @Nullable Long maxViewAge;

    @Option(names = "--max-lag", paramLabel = "N", description = "A warning if a member is behind by more messages.")
    private @Nullable Long maxLag;

    @Option(names = "--max-silence", paramLabel = "MS", description = "A warning if a member is silent for longer.")
    private @Nullable Long maxSilence;

    @Option(
            names = "--max-delivery",
            paramLabel = "MS",
            description = "A warning if delivery takes longer, in the mean.")
    private @Nullable Double maxDelivery;

    @Option(
            names = "--max-delivery-p99",
            paramLabel = "MS",
            description = "A warning if one message of a hundred takes longer until delivery.")
    private @Nullable Double maxDeliveryP99;

    @Option(
            names = "--max-stable",
            paramLabel = "MS",
            description = "A warning if it takes longer until all have a message.")
    private @Nullable Double maxStable;

    @Option(
            names = "--max-stable-p99",
            paramLabel = "MS",
            description = "A warning if it takes longer until all have one message of a hundred.")
    private @Nullable Double maxStableP99;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            defaultValue = "1",
            showDefaultValue = Visibility.ALWAYS,
            description = "How long to look, 1 to 60: means and percentiles are those of this time.")
    private int seconds;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Limits limits = new Limits(
                minMembers,
                minViewAge,
                maxViewAge,
                maxLag,
                maxSilence,
                new Limits.OfTimes(maxDelivery, maxDeliveryP99),
                new Limits.OfTimes(maxStable, maxStableP99));
        requireNotNegative();
        Duration betweenLooks = Duration.ofNanos(LocalOptions.requireNs(command, "--seconds", seconds, 1, 60));
        Verdict verdict = judgeOrExplain(limits, betweenLooks);
        PrintWriter out = command.commandLine().getOut();
        out.print((json ? verdict.json() : verdict.line()) + "\n");
        out.flush();
        return verdict.status().exitCode();
    }

    private void requireNotNegative() {
        command.options().forEach(option -> {
            if (option.getValue() instanceof Number number && !(number.doubleValue() >= 0)) {
                throw new ParameterException(
                        command.commandLine(), option.longestName() + " must be 0 or more, not " + number);
            }
        });
    }

    /** Monitoring systems read standard output only. */
    private Verdict judgeOrExplain(Limits limits, Duration betweenLooks) {
        try {
            return judge(limits, betweenLooks);
        } catch (CommandFailure e) {
            boolean nobodyAnswers = e.exitCode() == ExitCode.USAGE;
            return new Verdict(
                    nobodyAnswers ? Status.CRITICAL : Status.UNKNOWN, String.valueOf(e.getMessage()), List.of());
        } catch (ClusterException e) {
            return new Verdict(Status.UNKNOWN, Complaints.sentenceOf(e), List.of());
        }
    }

    private Verdict judge(Limits limits, Duration betweenLooks) {
        Lookout lookout = new Lookout(source(), System::nanoTime, System::currentTimeMillis);
        lookout.look();
        Mono.delay(betweenLooks).block();
        List<Sighting> seen = lookout.look().stream()
                .filter(sighting -> member == null || sighting.member().name().equals(member))
                .toList();
        if (seen.isEmpty()) {
            return new Verdict(Status.CRITICAL, "there is no member " + whom(), List.of());
        }
        String clusters = seen.stream()
                .map(sighting -> sighting.member().cluster())
                .distinct()
                .collect(Collectors.joining(", "));
        return clusters.contains(", ")
                ? new Verdict(
                        Status.UNKNOWN, "there are several clusters, choose one with --cluster: " + clusters, List.of())
                : Examiner.judge(seen, limits);
    }

    private Supplier<List<LocalMember>> source() {
        if (!gateway.isGiven()) {
            return local.members();
        }
        GatewayClient client = gateway.client();
        return () -> List.of(Vitals.of(client));
    }

    private String whom() {
        String name = member == null ? "" : "\"" + member + "\" ";
        return name + (gateway.isGiven() ? "behind " + gateway.client() : local.describe());
    }
}
