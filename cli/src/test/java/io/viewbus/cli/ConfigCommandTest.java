/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.aeron.AeronTransport;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ConfigCommandTest {

    private final StringWriter out = new StringWriter();

    private List<String> config(String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "config";
        System.arraycopy(options, 0, words, 1, options.length);
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out, true));
        assertThat(line.execute(words)).isZero();
        return out.toString().lines().toList();
    }

    @Test
    void everySetting_hasValueAndOrigin() {
        assertThat(config("--interface", "lo", "--expected-size=3", "--json"))
                .contains(
                        "{\"setting\":\"interface\",\"value\":\"lo\",\"origin\":\"flag\"}",
                        "{\"setting\":\"expected-size\",\"value\":\"3\",\"origin\":\"flag\"}",
                        "{\"setting\":\"cluster\",\"value\":\"default\",\"origin\":\"default\"}",
                        "{\"setting\":\"suspect-after\",\"value\":\"1000 ms\",\"origin\":\"default\"}")
                .anyMatch(line -> line.startsWith("{\"setting\":\"directory\""));
    }

    @Test
    void text_isThreeColumns() {
        assertThat(config("--member", "ant"))
                .anyMatch(line -> line.matches("member +ant +flag"))
                .allMatch(line -> line.matches("[a-z-]+ +\\S.* (flag|default|env VIEWBUS_[A-Z_]+|java viewbus\\.dir)"));
    }

    @Test
    void defaultAddress_isThatOfTheTransport() {
        String line = config().stream()
                .filter(text -> text.startsWith("address"))
                .findFirst()
                .orElseThrow();
        assertThat(AeronTransport.multicast().toString()).contains(line.split(" +", -1)[1]);
    }

    /** The origin of a value is found by the name of the variable. */
    @Test
    void everyOptionOfAnAgent_saysWhichVariableItHas() {
        CommandLine agent = Main.commandLine().getSubcommands().get("config");
        List<OptionSpec> settings = agent.getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .toList();
        assertThat(settings)
                .hasSizeGreaterThan(8)
                .allSatisfy(option -> assertThat(String.join(" ", option.description()))
                        .contains(ConfigCommand.variableOf(option.longestName())));
    }
}
