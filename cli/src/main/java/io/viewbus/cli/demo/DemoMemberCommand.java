/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.cli.BusSession;
import io.viewbus.cli.Complaints;
import io.viewbus.cli.Diagnostics;
import io.viewbus.cli.ExitCode;
import io.viewbus.cli.GatewayOptions;
import io.viewbus.cli.MemberOptions;
import io.viewbus.cli.StandardStreams;
import io.viewbus.gateway.Gateway;
import io.viewbus.gateway.RunningGateway;
import io.viewbus.view.ClusterException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One member of the demo: publishes, digests what it delivers, and reports to its parent. */
@Command(name = "demo-member", hidden = true, description = "A member of the demo; started by it.")
public final class DemoMemberCommand implements Callable<Integer> {

    static final String NAME = "demo-member";

    private static final String TOPIC = "demo";
    private static final Duration REPORT_EVERY = Duration.ofMillis(200);
    private static final Duration ORPHAN_LEAVES = Duration.ofMillis(500);

    @Mixin
    private MemberOptions member;

    @Mixin
    private GatewayOptions http;

    @Option(names = "--rate", required = true, description = "How many messages to publish per second.")
    private int rate;

    private volatile @Nullable BusSession session;

    @Override
    public Integer call() {
        ReportWriter reports = new ReportWriter(new PrintStream(StandardStreams.out(), false, StandardCharsets.UTF_8));
        ParentWatch parent = ParentWatch.start(this::endAsOrphan);
        try (BusSession connected = member.connect()) {
            session = connected;
            takePart(connected, parent, reports);
        } catch (RuntimeException e) {
            return report(e, reports);
        }
        return ExitCode.OK;
    }

    /** What went wrong is the parent's to say; the stack trace is not. */
    private static int report(RuntimeException e, ReportWriter reports) {
        reports.lost(Complaints.sentenceOf(e));
        if (Diagnostics.ofEnvironment()) {
            throw e;
        }
        return ExitCode.FAILED;
    }

    /** Publishes and delivers until the parent says that it is enough, or the cluster is lost. */
    private void takePart(BusSession connected, ParentWatch parent, ReportWriter reports) {
        Bus bus = connected.bus();
        String name = bus.self().name();
        DeliveryRecorder recorder = new DeliveryRecorder(bus.self(), reports, TestCorruption.ofEnvironment(name));
        Group<byte[]> group = connected.await(bus.topic(TOPIC, Codec.bytes()).join());
        group.events().subscribe(recorder::onEvent, e -> {}, recorder::onComplete);
        Mono<Void> publishing = new MemberLoad(rate)
                .publishTo(group)
                .doOnNext(recorder::onReceipt)
                .then();
        RunningGateway dashboard = serve(bus, group, reports);
        Disposable reporting = Flux.interval(REPORT_EVERY).subscribe(tick -> recorder.reportProgress(REPORT_EVERY));
        try {
            Mono.firstWithSignal(parent.leave(), connected.lost(), publishing).block();
        } finally {
            reporting.dispose();
            if (dashboard != null) {
                dashboard.dispose();
            }
        }
    }

    /** Another program may have the port already, as another demo. */
    private @Nullable RunningGateway serve(Bus bus, Group<byte[]> group, ReportWriter reports) {
        Gateway wanted = http.gateway();
        if (wanted == null) {
            return null;
        }
        RunningGateway running = wanted.share(group)
                .start(bus)
                .onErrorResume(
                        ClusterException.Environment.class,
                        taken -> wanted.share(group).bind("127.0.0.1", 0).start(bus))
                .block();
        if (running != null) {
            reports.dashboard(running.uri().toString());
        }
        return running;
    }

    /** Without a parent nobody wants this process: it tells the others if that is quick, cleans up, and ends. */
    private void endAsOrphan() {
        BusSession connected = session;
        if (connected != null) {
            connected.bus().disposeNow(ORPHAN_LEAVES);
        }
        Runtime.getRuntime().halt(ExitCode.FAILED);
    }
}
