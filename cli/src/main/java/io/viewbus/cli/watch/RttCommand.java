/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.CommandFailure;
import io.viewbus.cli.Complaints;
import io.viewbus.cli.ExitCode;
import io.viewbus.cli.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints how long messages take from member to member and back. */
@Command(
        name = "rtt",
        header = "Prints the round trips from member to member.",
        mixinStandardHelpOptions = true,
        description =
                "Asks gateways how long it took until each of the others had acknowledged the message that was timed"
                        + " last. A row is what one member measured itself. Asks the agents on this machine; --http, once for"
                        + " each, names members elsewhere."
                        + " A dash where no message was timed: only members that publish measure.")
public final class RttCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private LocalOptions local;

    @Mixin
    private GatewayAddress gateway;

    @Option(names = "--json", description = "Print one JSON object per pair of members.")
    private boolean json;

    /** By who measured: by whom the round trip goes, how many microseconds, 0 if none. */
    private final Map<String, Map<String, Long>> rows = new LinkedHashMap<>();

    private final Set<String> names = new LinkedHashSet<>();

    @Override
    public Integer call() {
        List<CommandFailure> failures = new ArrayList<>();
        for (GatewayClient client : gateway.clients(local)) {
            try {
                add(client.get("api/v1/members").items());
            } catch (CommandFailure e) {
                failures.add(e);
            }
        }
        if (rows.isEmpty() && !failures.isEmpty()) {
            throw failures.get(0);
        }
        PrintWriter out = command.commandLine().getOut();
        (json ? objects() : matrix()).forEach(line -> out.print(line + "\n"));
        out.flush();
        failures.forEach(
                failure -> command.commandLine().getErr().println("viewbus: " + Complaints.sentenceOf(failure)));
        return failures.isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void add(List<JsonValue> members) {
        Map<String, Long> row = new LinkedHashMap<>();
        String self = "";
        for (JsonValue member : members) {
            String name = member.get("name").text();
            names.add(name);
            row.put(name, member.get("roundTripUs").whole());
            self = member.get("self").isTrue() ? name : self;
        }
        rows.put(self, row);
    }

    private List<String> objects() {
        List<String> objects = new ArrayList<>();
        rows.forEach((from, row) -> row.forEach((to, us) -> {
            if (!to.equals(from) && us > 0) {
                objects.add(new JsonObject()
                        .put("from", from)
                        .put("to", to)
                        .put("roundTripUs", us)
                        .toString());
            }
        }));
        return objects;
    }

    private List<String> matrix() {
        int width = Math.max(9, names.stream().mapToInt(String::length).max().orElse(0) + 1);
        String cell = "%" + width + "s";
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format("%-" + width + "s", "from/to"));
        names.forEach(name -> head.append(String.format(cell, name)));
        lines.add(head.toString());
        rows.forEach((from, row) -> {
            StringBuilder line = new StringBuilder(String.format("%-" + width + "s", from));
            for (String to : names) {
                line.append(String.format(cell, to.equals(from) ? "." : roundTrip(row.getOrDefault(to, 0L))));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    private static String roundTrip(long us) {
        return us == 0 ? "-" : TopTable.ms(us / 1e3);
    }
}
