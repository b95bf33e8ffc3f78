/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the machine must have for Corosync to be measured: the daemon, a C compiler and the library for the client, and namespaces, in
 * which the daemons of several members do not get into each other's way.
 */
public final class CorosyncInstallation {

    private static final Part DAEMON =
            new Part("the daemon corosync", "apt install corosync", List.of("corosync", "-v"));
    private static final Part COMPILER =
            new Part("the compiler cc", "apt install gcc libc6-dev", List.of("cc", "--version"));
    private static final Part LIBRARY = new Part(
            "the library libcpg with its header corosync/cpg.h",
            "apt install libcpg-dev",
            List.of("cc", "-fsyntax-only", "-include", "corosync/cpg.h", "-x", "c", "/dev/null"));
    private static final Part NAMESPACES = new Part(
            "the right to make namespaces",
            "run as root; in a container, with the capability SYS_ADMIN",
            inNamespaces("mount", "-t", "tmpfs", "private", "/run"));

    private static final String SYSTEM_PROGRAMS = "/usr/local/sbin:/usr/sbin:/sbin";
    private static final long PROBE_SECONDS = 10;

    private final Predicate<List<String>> succeeds;

    private record Part(String name, String remedy, List<String> probe) {}

    /**
     * Looks with the eyes of a test.
     *
     * @param succeeds runs a command and tells whether it ended well
     */
    CorosyncInstallation(Predicate<List<String>> succeeds) {
        this.succeeds = succeeds;
    }

    /**
     * Looks at this machine.
     *
     * @return what is found there
     */
    public static CorosyncInstallation ofThisMachine() {
        return new CorosyncInstallation(CorosyncInstallation::succeeds);
    }

    /**
     * Returns what is missing, each with its remedy.
     *
     * @return empty if Corosync can be measured
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        require(DAEMON, missing);
        if (require(COMPILER, missing)) { // Only a compiler knows where it looks for headers.
            require(LIBRARY, missing);
        }
        require(NAMESPACES, missing);
        return missing;
    }

    private boolean require(Part part, List<String> missing) {
        boolean isThere = succeeds.test(part.probe());
        if (!isThere) {
            missing.add(part.name() + " is missing (" + part.remedy() + ")");
        }
        return isThere;
    }

    /** A command that is run with mounts and a host name of its own; who is not root is so in there. */
    static List<String> inNamespaces(String... words) {
        List<String> unshare = "root".equals(System.getProperty("user.name"))
                ? List.of("unshare", "--mount", "--uts")
                : List.of("unshare", "--user", "--map-root-user", "--mount", "--uts");
        return Stream.concat(unshare.stream(), Stream.of(words)).toList();
    }

    /** Prepares a command that finds the programs of the system, which the path of ordinary users may leave out. */
    static ProcessBuilder command(List<String> words) {
        // Java would look for the program on its own path.
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("env"), words.stream()).toList());
        builder.environment().merge("PATH", SYSTEM_PROGRAMS, (path, more) -> path + File.pathSeparator + more);
        return builder;
    }

    private static boolean succeeds(List<String> words) {
        try {
            Process process = command(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return process.waitFor(PROBE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
            } finally {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
