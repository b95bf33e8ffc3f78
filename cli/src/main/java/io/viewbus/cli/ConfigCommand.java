/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.aeron.LocalMembers;
import io.viewbus.membership.core.MembershipConfig;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every setting that a member would have, and where it comes from. */
@Command(
        name = "config",
        header = "Prints every setting, its value, and where it comes from.",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the options of agent and prints what an agent would be started with, as",
            "<setting> <value> <origin>",
            "The origin is flag, env with the name of the variable, java with that of the",
            "system property, or default. Refuses what an agent would refuse."
        })
final class ConfigCommand implements Callable<Integer> {

    /** What an option means that nobody gave. */
    private static final Map<String, String> MEANINGS = Map.of(
            "--address", "239.255.47.11:4711",
            "--interface", "loopback",
            "--member", "agent-PID",
            "--http", "none",
            "--token-file", "none",
            "--tls-cert", "none",
            "--tls-key", "none");

    private static final String DIRECTORY = "viewbus.dir";
    private static final long NS_PER_MS = 1_000_000;

    @Spec
    private CommandSpec command;

    @Mixin
    private MemberOptions member;

    @Mixin
    private GatewayOptions http;

    @Option(names = "--json", description = "Print one JSON object per setting.")
    private boolean json;

    /**
     * One setting.
     *
     * @param name what it is called on the command line
     * @param value its value
     * @param origin where that comes from
     */
    record Setting(String name, String value, String origin) {}

    @Override
    public Integer call() {
        member.check();
        member.cluster().aeron();
        http.gateway();
        PrintWriter out = command.commandLine().getOut();
        for (Setting setting : settings(name -> System.getenv(name))) {
            out.print((json ? json(setting) : text(setting)) + "\n");
        }
        out.flush();
        return ExitCode.OK;
    }

    private List<Setting> settings(UnaryOperator<@Nullable String> environment) {
        List<Setting> all = new ArrayList<>();
        for (OptionSpec option : command.options()) {
            boolean isSetting = !option.usageHelp()
                    && !option.versionHelp()
                    && option.arity().max() > 0;
            if (isSetting) {
                all.add(setting(option, environment));
            }
        }
        all.add(new Setting(
                "directory", directory(), System.getProperty(DIRECTORY) == null ? "default" : "java " + DIRECTORY));
        all.add(debug(environment));
        all.addAll(builtIn());
        return all;
    }

    private Setting setting(OptionSpec option, UnaryOperator<@Nullable String> environment) {
        String name = option.longestName();
        String variable = variableOf(name);
        String set = environment.apply(variable);
        Object value = option.getValue();
        boolean isFlag = command.commandLine().getParseResult().hasMatchedOption(option);
        String origin = isFlag ? "flag" : set != null && !set.isEmpty() ? "env " + variable : "default";
        String text = value == null ? MEANINGS.getOrDefault(name, "none") : value.toString();
        return new Setting(name.substring(2), text, origin);
    }

    /** Each option of a member has its variable, named after it. */
    static String variableOf(String option) {
        return "VIEWBUS_" + option.substring(2).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static String directory() {
        return LocalMembers.inDefaultDirectory().toString();
    }

    private static Setting debug(UnaryOperator<@Nullable String> environment) {
        String variable = "VIEWBUS_DEBUG";
        return new Setting(
                "debug",
                Boolean.toString(Diagnostics.ofEnvironment()),
                environment.apply(variable) == null ? "default" : "env " + variable);
    }

    /** What only programs can set. */
    private List<Setting> builtIn() {
        MembershipConfig config = MembershipConfig.of(member.cluster().cluster());
        return List.of(
                new Setting("suspect-after", config.suspectNs() / NS_PER_MS + " ms", "default"),
                new Setting("heartbeat-every", config.heartbeatNs() / NS_PER_MS + " ms", "default"),
                new Setting("max-members", Integer.toString(config.maxMembers()), "default"),
                new Setting("partitions", config.partitions().name().toLowerCase(Locale.ROOT), "default"));
    }

    private static String text(Setting setting) {
        return String.format("%-16s %-28s %s", setting.name(), setting.value(), setting.origin());
    }

    private static String json(Setting setting) {
        return new JsonObject()
                .put("setting", setting.name())
                .put("value", setting.value())
                .put("origin", setting.origin())
                .toString();
    }
}
