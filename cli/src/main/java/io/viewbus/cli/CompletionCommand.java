/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
        name = "completion",
        header = "Prints a script that completes commands and options.",
        mixinStandardHelpOptions = true,
        description = {
            "For this session:   source <(viewbus completion bash)",
            "For all of bash:    viewbus completion bash >",
            "                    ~/.local/share/bash-completion/completions/viewbus",
            "For zsh, in .zshrc: source <(viewbus completion zsh)"
        })
final class CompletionCommand implements Callable<Integer> {

    private static final List<String> SHELLS = List.of("bash", "zsh");

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
    private String shell;

    @Override
    public Integer call() {
        if (!SHELLS.contains(shell)) {
            throw new ParameterException(
                    command.commandLine(), "there is completion for bash and zsh, not for \"" + shell + "\"");
        }
        CommandLine line = Main.commandLine();
        hide(line);
        PrintWriter out = command.commandLine().getOut();
        // The script finds out itself which of the two shells reads it.
        out.print(AutoComplete.bash("viewbus", line));
        out.flush();
        return ExitCode.OK;
    }

    /** What help does not show, completion does not offer. */
    private static void hide(CommandLine line) {
        List<String> hidden = line.getSubcommands().entrySet().stream()
                .filter(entry ->
                        entry.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
        hidden.forEach(line.getCommandSpec()::removeSubcommand);
    }
}
