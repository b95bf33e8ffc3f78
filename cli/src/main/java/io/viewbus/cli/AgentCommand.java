/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Bus;
import io.viewbus.aeron.LocalMembers;
import io.viewbus.gateway.Gateway;
import io.viewbus.gateway.RunningGateway;
import io.viewbus.metrics.FlightEvents;
import io.viewbus.view.View;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A member that only takes part, for as long as it is let. */
@Command(
        name = "agent",
        header = "Takes part in a cluster, with a dashboard if wanted.",
        mixinStandardHelpOptions = true,
        description = {
            "A member for systemd or a container: says which views it is in, and serves HTTP with",
            "--http. Waits in a minority; ends at Ctrl-C, SIGTERM, or when it is put out of the cluster."
        })
final class AgentCommand implements Callable<Integer> {

    private static final Duration START = Duration.ofSeconds(10);

    @Spec
    private CommandSpec command;

    @Mixin
    private MemberOptions member;

    @Mixin
    private GatewayOptions http;

    @Override
    public Integer call() {
        Gateway gateway = http.gateway();
        PrintWriter out = command.commandLine().getOut();
        try (BusSession session = member.connect()) {
            Bus bus = session.bus();
            FlightEvents.of(bus);
            RunningGateway running = serve(gateway, bus, out);
            try {
                bus.views()
                        .doOnNext(view -> print(view, out))
                        .then(bus.onDispose())
                        .block();
            } finally {
                if (running != null) {
                    running.dispose();
                }
            }
        }
        return ExitCode.OK;
    }

    private static @Nullable RunningGateway serve(@Nullable Gateway gateway, Bus bus, PrintWriter out) {
        if (gateway == null) {
            return null;
        }
        RunningGateway running = gateway.startNow(bus, START);
        LocalMembers.inDefaultDirectory()
                .leaveAddress(bus.self().incarnation().toString(), running.uri().toString());
        out.println("dashboard " + running.uri());
        return running;
    }

    private static void print(View view, PrintWriter out) {
        ViewFormat.VIEW.write(view, out);
    }
}
