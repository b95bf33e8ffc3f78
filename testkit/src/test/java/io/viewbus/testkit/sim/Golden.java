/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a file that stand for what the code does now: tests compare with them, and write them anew when they are run with
 * {@code -Dviewbus.golden=write}. The lines stand between two marks, so the file may have others.
 */
final class Golden {

    /** What brings all of them up to date; CONTRIBUTING.md has it, too. */
    static final String REFRESH = "mvn test -pl testkit -am -Dtest='*GoldenTest'"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dviewbus.golden=write";

    private static final String END = "golden end";

    private final Path file;
    private final String begin;

    /**
     * Names some lines.
     *
     * @param file the file, from the module's directory
     * @param name what the first mark says
     */
    Golden(String file, String name) {
        this.file = Path.of(file);
        begin = "golden: " + name;
    }

    static boolean isWriting() {
        return "write".equals(System.getProperty("viewbus.golden"));
    }

    /** Returns the lines as they are in the file. */
    List<String> read() throws IOException {
        List<String> lines = Files.readAllLines(file);
        return lines.subList(indexOf(lines, begin, 0) + 1, indexOf(lines, END, indexOf(lines, begin, 0)));
    }

    void write(List<String> lines) throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(file));
        int first = indexOf(all, begin, 0) + 1;
        List<String> old = all.subList(first, indexOf(all, END, first));
        old.clear();
        old.addAll(lines);
        Files.write(file, all);
    }

    /** Verifies that the lines are in the file, or puts them there. */
    void verify(List<String> lines) throws IOException {
        if (isWriting()) {
            write(lines);
        }
        assertThat(lines)
                .as("%s is not up to date; if the change is intended, run%n%s", file, REFRESH)
                .isEqualTo(read());
    }

    private int indexOf(List<String> lines, String mark, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).contains(mark)) {
                return i;
            }
        }
        throw new IllegalStateException("there is no \"" + mark + "\" in " + file);
    }
}
