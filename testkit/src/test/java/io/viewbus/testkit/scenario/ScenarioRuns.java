/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.marks.Marks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs each scenario once for all tests: one looks at what comes of them, another at what they reach. */
public final class ScenarioRuns {

    private static final Path FOLDER = Path.of("src/test/resources/scenarios");
    private static final Marks MARKS = new Marks();
    private static final Set<Path> DONE = new HashSet<>();

    private ScenarioRuns() {}

    /** Returns the files of all scenarios. */
    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a scenario, unless that was done and went well. */
    static synchronized void run(Path file) throws IOException {
        if (!DONE.contains(file)) {
            String name = file.getFileName().toString();
            Scenario.parse(name, Files.readAllLines(file)).run(MARKS);
            DONE.add(file);
        }
    }

    /** Runs those that were not run, and returns the marked places that all of them reach. */
    public static Marks marks() throws IOException {
        for (Path file : files()) {
            run(file);
        }
        return MARKS;
    }
}
