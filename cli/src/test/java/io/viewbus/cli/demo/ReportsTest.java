/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the writer writes the reader reads. */
class ReportsTest {

    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    private final ReportWriter writer = new ReportWriter(new PrintStream(pipe, false, UTF_8));
    private final Heard heard = new Heard();

    @Test
    void reports_arriveAsTheyWereWritten() {
        InstalledView view = new InstalledView("2.1", List.of("ant", "bee"), List.of("bee"), "[ant bee] +bee");
        InstalledView unchanged = new InstalledView("3.0", List.of("ant"), List.of(), "[ant]");
        EndedView ended = new EndedView("2.0", "2.1", 17, "0123456789abcdef");
        Progress progress = new Progress("2.1", 1, 2, 3, 4, 5);

        writer.installed(view);
        writer.installed(unchanged);
        writer.ended(ended);
        writer.progress(progress);
        writer.dashboard("http://127.0.0.1:4780/");
        writer.lost("gone");
        readAll();

        assertThat(heard.all).containsExactly(view, unchanged, ended, progress, "http://127.0.0.1:4780/", "gone");
    }

    @Test
    void otherText_isNoReport() {
        assertThatThrownBy(() -> new ReportReader(heard).read("hello")).hasMessage("not a report: hello");
    }

    private void readAll() {
        ReportReader reader = new ReportReader(heard);
        pipe.toString(UTF_8).lines().forEach(reader::read);
    }

    private static final class Heard implements MemberReports {
        private final List<Object> all = new ArrayList<>();

        @Override
        public void installed(InstalledView view) {
            all.add(view);
        }

        @Override
        public void ended(EndedView view) {
            all.add(view);
        }

        @Override
        public void progress(Progress progress) {
            all.add(progress);
        }

        @Override
        public void dashboard(String uri) {
            all.add(uri);
        }

        @Override
        public void lost(String sentence) {
            all.add(sentence);
        }
    }
}
