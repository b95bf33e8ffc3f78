/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** One running member JVM, as its parent holds it. */
final class MemberProcess {

    private final Process process;

    private MemberProcess(Process process) {
        this.process = process;
    }

    /** Starts a member whose reports go to the board, on a thread of their own. */
    static MemberProcess start(MemberLauncher launcher, String name, boolean founds, Board board) throws DemoFailure {
        try {
            MemberProcess member = new MemberProcess(launcher.launch(name, founds));
            BoardEntry entry = board.started(name, member.process.pid());
            Thread reader = new Thread(() -> member.readReports(entry), "viewbus-demo-" + name);
            reader.setDaemon(true);
            reader.start();
            return member;
        } catch (IOException e) {
            throw new DemoFailure("member " + name + " could not be started: " + e.getMessage());
        }
    }

    private void readReports(BoardEntry entry) {
        ReportReader reports = new ReportReader(entry);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                reports.read(line);
            }
        } catch (IOException | RuntimeException e) {
            // The last line of a killed member may be half a line; its exit says the rest.
        }
        entry.exited(process.onExit().join().exitValue());
    }

    /** Asks the member to leave gracefully. */
    void leave() {
        try {
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
        } catch (IOException e) {
            // It is gone already, and its exit is reported.
        }
    }

    /** Kills it without any warning: SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    /** Takes its parent away, upon which it ends. */
    void orphan() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
    }

    /** Waits for its end, and kills it if that takes too long. */
    void awaitEnd(Duration patience) {
        try {
            if (process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        kill();
    }
}
