/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs all scenarios; each is a test with the name of its file. */
class ScenariosTest {

    @TestFactory
    Stream<DynamicTest> scenarios() {
        String only = System.getProperty("scenario", "");
        return ScenarioRuns.files().stream()
                .filter(file -> name(file).startsWith(only))
                .map(file -> DynamicTest.dynamicTest(name(file), () -> ScenarioRuns.run(file)));
    }

    static String name(Path file) {
        return file.getFileName().toString();
    }
}
