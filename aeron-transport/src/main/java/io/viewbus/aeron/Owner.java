/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The process that owns a member's directory.
 *
 * <p>The lock decides who is alive, this only tells people, with one exception: a process must not even open the lock files
 * of its own members, because closing any handle of a file drops all locks that the process has on it (POSIX). That is what
 * {@link #isThisProcess} is for. The start time tells apart processes of equal number in containers that share a directory.
 *
 * @param pid the number of the process
 * @param started when it started
 */
record Owner(long pid, String started) {

    private static final String FILE = "owner";

    static Owner current() {
        ProcessHandle self = ProcessHandle.current();
        return new Owner(
                self.pid(), self.info().startInstant().map(Instant::toString).orElse("unknown"));
    }

    static Optional<Owner> of(Path directory) {
        try {
            String[] words = Files.readString(directory.resolve(FILE)).split("\\s+", -1);
            return words.length < 2 ? Optional.empty() : Optional.of(new Owner(Long.parseLong(words[0]), words[1]));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    void writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), pid + " " + started + "\n");
    }

    /** Tells whether a process of this number and start runs where this one does. */
    boolean isRunningHere() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .map(Instant::toString)
                .filter(started::equals)
                .isPresent();
    }

    boolean isThisProcess() {
        return equals(current());
    }
}
