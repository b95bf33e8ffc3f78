/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The arguments as they were typed. Under {@code LANG=C} the JVM replaces every byte beyond ASCII before {@code main} sees it;
 * Linux still knows them.
 */
final class RawArguments {

    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    private RawArguments() {}

    /** Returns the arguments as UTF-8, or as they are where the system does not tell. */
    static String[] decode(String[] args) {
        return Arrays.stream(args).allMatch(RawArguments::isAscii) ? args : decode(args, readCommandLine());
    }

    /** Takes as many arguments from the end of a command line of NUL-terminated words. */
    static String[] decode(String[] args, byte[] commandLine) {
        String[] words = new String(commandLine, StandardCharsets.UTF_8).split("\0", -1);
        int count = words.length - 1; // What follows the last NUL is no word.
        return count <= args.length ? args : Arrays.copyOfRange(words, count - args.length, count);
    }

    private static byte[] readCommandLine() {
        try {
            return Files.readAllBytes(COMMAND_LINE);
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
