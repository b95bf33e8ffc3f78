/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.testkit.check.TraceEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seed is the same run on every JDK and in every process: the hashes of some of them are kept in a file. */
class TraceGoldenTest {

    private static final int SEEDS = 2;

    @ParameterizedTest
    @ValueSource(
            strings = {"primary messages", "primary membership", "partitionable messages", "partitionable membership"})
    void aSeedIsOneRunEverywhere(String kind) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimResult result = new Simulation(spec(kind).withSeed(seed)).run();
            lines.add(String.format(
                    Locale.ROOT,
                    "seed %d: %016x, %d events, %d views, %d messages",
                    seed,
                    result.traceHash(),
                    result.events(),
                    result.views(),
                    result.messages()));
        }
        new Golden("src/test/resources/golden-traces.txt", kind).verify(lines);
    }

    private static RunSpec spec(String kind) {
        String[] words = kind.split(" ", -1);
        RunSpec spec = RunSpec.of(1).withPolicy(Policy.of(words[0]));
        return words[1].equals("messages") ? spec : spec.membershipAlone();
    }

    /** An event that the hash leaves out could differ unseen. */
    @Test
    void everyEventCounts() {
        for (Class<?> event : TraceEvent.class.getPermittedSubclasses()) {
            assertThat(TraceHash.class.getDeclaredMethods())
                    .as(event.getSimpleName())
                    .anyMatch(method -> method.getName().equals("on") && method.getParameterTypes()[0] == event);
        }
    }
}
