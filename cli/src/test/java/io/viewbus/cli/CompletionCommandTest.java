/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {

    @TempDir
    Path directory;

    private static String script(String shell) {
        StringWriter out = new StringWriter();
        assertThat(Main.commandLine().setOut(new PrintWriter(out, true)).execute("completion", shell))
                .isZero();
        return out.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh"})
    void script_knowsEveryVerbThatHelpShows(String shell) {
        assertThat(script(shell))
                .contains(" doctor ", "--min-members", "bashcompinit")
                .doesNotContain("demo-member");
    }

    @Test
    void bash_completesCommandsAndOptions() throws IOException {
        Path script = Files.writeString(directory.resolve("viewbus"), script("bash"));
        assertThat(complete(script, 1, "viewbus", "to")).isEqualTo("top");
        assertThat(complete(script, 2, "viewbus", "top", "--int")).isEqualTo("--interval");
    }

    private static String complete(Path script, int word, String... words) throws IOException {
        String ask = "compopt() { :; }; source '" + script + "'; COMP_WORDS=(" + String.join(" ", words)
                + "); COMP_CWORD=" + word + "; _complete_viewbus; echo \"${COMPREPLY[@]}\"";
        Process bash =
                new ProcessBuilder("bash", "-c", ask).redirectErrorStream(true).start();
        return new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("'", "");
    }
}
