/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.CommandFailure;
import io.viewbus.cli.ExitCode;
import io.viewbus.cli.OutputWatch;
import io.viewbus.cli.TerminalScreen;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Shows the members on this machine while they run, from outside. */
@Command(
        name = "top",
        header = "Shows the members on this machine and how they are doing.",
        mixinStandardHelpOptions = true,
        description =
                "Reads the counters files of the members on this machine: needs no port, costs them nothing, and sees"
                        + " those that hang (stalled) or died (gone). The star is at the coordinator. Lag, round trip (RTT) and"
                        + " silence are those of the worst link of a member; the times until messages are delivered and stable"
                        + " are means. Where the output is no terminal, one table per interval. Ends at Ctrl-C.")
public final class TopCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private LocalOptions local;

    @Option(
            names = "--interval",
            paramLabel = "S",
            defaultValue = "1",
            showDefaultValue = Visibility.ALWAYS,
            description = "Seconds from one look to the next, 1 to 60.")
    private int seconds;

    @Option(names = "--once", description = "Look twice, for the rates, and print it once.")
    private boolean once;

    @Option(names = "--json", description = "Print one JSON object per member and look.")
    private boolean json;

    private final Sinks.Empty<Void> stopped = Sinks.empty();

    @Override
    public Integer call() {
        Duration interval = Duration.ofNanos(LocalOptions.requireNs(command, "--interval", seconds, 1, 60));
        Lookout lookout = local.lookout();
        Flux<List<Sighting>> looks = Flux.interval(Duration.ZERO, interval, Schedulers.newSingle("viewbus-top", true))
                .onBackpressureDrop()
                .map(tick -> lookout.look())
                .takeUntilOther(stopped.asMono());
        PrintWriter out = command.commandLine().getOut();
        OutputWatch.onReaderGone(stopped::tryEmitEmpty);
        if (once) {
            looks.skip(1).take(1).doOnNext(look -> printOnce(look, out)).blockLast();
        } else if (!json && TerminalScreen.isPossible()) {
            draw(looks, out);
        } else {
            looks.skip(1).takeWhile(look -> print(look, out)).blockLast();
        }
        return ExitCode.OK;
    }

    private void printOnce(List<Sighting> look, PrintWriter out) {
        if (look.isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, nobody());
        }
        print(look, out);
    }

    private String nobody() {
        return "there is no member " + local.describe();
    }

    private boolean print(List<Sighting> look, PrintWriter out) {
        if (json) {
            look.forEach(sighting -> out.print(sighting.json() + "\n"));
        } else {
            List<String> lines = look.isEmpty() ? List.of(nobody()) : TopTable.lines(look);
            out.print(String.join("\n", lines) + "\n" + (once ? "" : "\n"));
        }
        return !out.checkError();
    }

    private void draw(Flux<List<Sighting>> looks, PrintWriter out) {
        try (TerminalScreen screen = TerminalScreen.open(out)) {
            looks.doOnNext(look -> screen.draw(size -> TopTable.fit(look, title(look), size)))
                    .blockLast();
        }
    }

    private String title(List<Sighting> look) {
        long there = look.stream().filter(Sighting::isThere).count();
        return "viewbus top   " + LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "   " + there
                + (there == 1 ? " member " : " members ") + local.describe();
    }
}
