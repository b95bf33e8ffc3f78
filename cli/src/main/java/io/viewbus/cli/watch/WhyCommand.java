/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells why there is a view: the chain of evidence, as one member saw it. */
@Command(
        name = "why",
        header = "Tells why there was a new view, and on what evidence.",
        mixinStandardHelpOptions = true,
        description =
                "Asks the gateway of a member how a view came about: who was missed by whom and for how many heartbeats,"
                        + " what this member suspected, promised and accepted, in which round it was decided and by which rule, and"
                        + " how the members heard each other then. Another member may have seen other things: ask it too.")
public final class WhyCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private GatewayAddress gateway;

    @Parameters(
            arity = "0..1",
            paramLabel = "VIEW",
            description = "The number of the view; the latest by default. One of the latest 256.")
    private @Nullable String view;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        String wanted = view;
        if (wanted != null && !wanted.matches("[0-9]{1,18}(-[0-9]{1,18}-[0-9a-f]{32})?")) {
            throw new ParameterException(
                    command.commandLine(), "the view \"" + wanted + "\" must be its number, as in: viewbus why 7");
        }
        GatewayClient client = gateway.client();
        String asked = wanted == null ? latest(client) : wanted;
        JsonValue evidence = client.get("api/v1/views/" + asked + "/evidence");
        PrintWriter out = command.commandLine().getOut();
        List<String> lines = json ? List.of(evidence.json()) : EvidenceText.lines(evidence);
        out.print(String.join("\n", lines) + "\n");
        out.flush();
        return ExitCode.OK;
    }

    private static String latest(GatewayClient client) {
        List<JsonValue> views = client.get("api/v1/views").get("views").items();
        return views.isEmpty() ? "0" : views.get(views.size() - 1).get("id").text();
    }
}
