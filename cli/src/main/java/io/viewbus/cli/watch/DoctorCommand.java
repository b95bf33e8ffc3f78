/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.HostFinding;
import io.viewbus.aeron.HostFinding.Severity;
import io.viewbus.cli.ClusterOptions;
import io.viewbus.cli.Complaints;
import io.viewbus.cli.ExitCode;
import io.viewbus.cli.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says whether this machine is fit for members, and what to do if it is not. */
@Command(
        name = "doctor",
        header = "Says whether this machine is fit for members.",
        mixinStandardHelpOptions = true,
        description =
                "Checks access to the JVM, memory for buffers, socket buffers, MTU, ports, and whether multicast comes"
                        + " back over the interface in use. Each finding comes with its remedy. Joins nothing and disturbs nobody."
                        + " Exit code 1 if no member could run; warnings alone are 0.")
public final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--json", description = "Print one JSON object per finding.")
    private boolean json;

    @Override
    public Integer call() {
        cluster.cluster();
        List<HostFinding> findings = cluster.aeron().examine();
        PrintWriter out = command.commandLine().getOut();
        findings.forEach(finding -> print(finding, out));
        long errors = count(findings, Severity.ERROR);
        if (!json) {
            out.print(summary(errors, count(findings, Severity.WARNING)) + "\n");
        }
        out.flush();
        return errors == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private static long count(List<HostFinding> findings, Severity severity) {
        return findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
    }

    private static String summary(long errors, long warnings) {
        if (errors + warnings == 0) {
            return "all is well";
        }
        return errors
                + (errors == 1 ? " error, " : " errors, ")
                + warnings
                + (warnings == 1 ? " warning" : " warnings");
    }

    private void print(HostFinding finding, PrintWriter out) {
        String text = Complaints.inOurWords(finding.text());
        String remedy = Complaints.inOurWords(finding.remedy());
        if (json) {
            out.print(new JsonObject()
                            .put("subject", finding.subject())
                            .put("severity", finding.severity().name().toLowerCase(Locale.ROOT))
                            .put("text", text)
                            .put("remedy", remedy)
                    + "\n");
            return;
        }
        out.print(String.format("%s %-10s%s\n", sign(finding.severity()), finding.subject(), text));
        if (!remedy.isEmpty()) {
            out.print("            -> " + remedy + "\n");
        }
    }

    private static String sign(Severity severity) {
        return switch (severity) {
            case OK -> "✔";
            case WARNING -> "!";
            case ERROR -> "✘";
        };
    }
}
