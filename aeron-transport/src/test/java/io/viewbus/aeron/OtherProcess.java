/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that does nothing, and the directory of a member that is said to run in it. */
final class OtherProcess {

    private OtherProcess() {}

    static Process withDirectory(Path base, Incarnation member) throws IOException {
        Process process = start();
        own(base, member, process.pid(), startOf(process));
        return process;
    }

    /** Ends by itself after a while, should a test fail before it kills it. */
    static Process start() throws IOException {
        return new ProcessBuilder("sleep", "60").start();
    }

    static String startOf(Process process) {
        return process.info().startInstant().orElseThrow().toString();
    }

    static void own(Path base, Incarnation member, long pid, String started) throws IOException {
        Path directory = Files.createDirectory(base.resolve(MemberDirectory.PREFIX + "user-c-a-" + member));
        new Owner(pid, started).writeTo(directory);
    }
}
