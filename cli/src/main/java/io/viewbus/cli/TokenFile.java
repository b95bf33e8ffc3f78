/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The file with the token of a gateway, for the member that serves it and for commands that ask it. */
public final class TokenFile {

    private TokenFile() {}

    /**
     * Reads the token.
     *
     * @param file where it is
     * @param command on whose command line the file was named
     * @return the token
     * @throws ParameterException if the file cannot be read
     */
    public static String read(Path file, CommandSpec command) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new ParameterException(
                    command.commandLine(),
                    "--token-file " + file + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
