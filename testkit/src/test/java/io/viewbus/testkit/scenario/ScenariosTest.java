/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs all scenarios; each is a test with the name of its file. */
class ScenariosTest {

    static final Path FOLDER = Path.of("src/test/resources/scenarios");

    @TestFactory
    Stream<DynamicTest> scenarios() {
        String only = System.getProperty("scenario", "");
        return files().stream()
                .filter(file -> name(file).startsWith(only))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> run(file)));
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }

    private static void run(Path file) throws IOException {
        Scenario.parse(name(file), Files.readAllLines(file)).run();
    }
}
