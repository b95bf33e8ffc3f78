/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.io.PrintStream;

/** Reports as lines of text. Safe to use from any thread. */
final class ReportWriter implements MemberReports {

    static final String INSTALLED = "installed";
    static final String ENDED = "ended";
    static final String DASHBOARD = "dashboard";
    static final String PROGRESS = "progress";
    static final String LOST = "lost";

    private final PrintStream out;

    ReportWriter(PrintStream out) {
        this.out = out;
    }

    @Override
    public void installed(InstalledView view) {
        write(INSTALLED, view.id(), String.join(",", view.members()), String.join(",", view.joined()), view.text());
    }

    @Override
    public void ended(EndedView view) {
        write(ENDED, view.id(), view.next(), view.messages(), view.digest());
    }

    @Override
    public void dashboard(String uri) {
        write(DASHBOARD, uri);
    }

    @Override
    public void progress(Progress p) {
        write(PROGRESS, p.view(), p.deliveredInView(), p.sentPerSecond(), p.deliveredPerSecond(), p.p50Us(), p.p99Us());
    }

    @Override
    public void lost(String sentence) {
        write(LOST, sentence);
    }

    private synchronized void write(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object field : fields) {
            line.append(field).append('\t');
        }
        line.setCharAt(line.length() - 1, '\n');
        out.print(line);
        out.flush();
    }
}
