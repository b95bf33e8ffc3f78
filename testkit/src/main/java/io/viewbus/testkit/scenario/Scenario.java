/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A text that says what happens to a cluster and what must come of it. Read as a whole before anything is run. */
public final class Scenario {

    private final String file;
    private final List<Step> steps;

    private Scenario(String file, List<Step> steps) {
        this.file = file;
        this.steps = steps;
    }

    /**
     * Reads a scenario: a paragraph of prose, an empty line, and one step per line.
     *
     * @param file its name, for errors and as the seed of chance
     * @param lines its lines
     * @return the scenario, ready to be run
     * @throws ScenarioException if a line makes no sense
     */
    public static Scenario parse(String file, List<String> lines) {
        int blank = lines.indexOf("");
        if (blank < 1) {
            throw new ScenarioException(file + ":1", "a scenario begins with a paragraph that says what happens");
        }
        List<Step> steps = new ArrayList<>();
        for (int i = blank; i < lines.size(); i++) {
            String line = lines.get(i).replaceFirst("#.*", "").trim();
            if (!line.isEmpty()) {
                steps.add(line(file + ":" + (i + 1), line));
            }
        }
        if (steps.isEmpty()) {
            throw new ScenarioException(file + ":" + lines.size(), "no steps follow the prose");
        }
        return new Scenario(file, steps);
    }

    /** Reads one line, which may be several steps that are repeated: {@code repeat 3 times: wait 1s; heal}. */
    private static Step line(String place, String line) {
        Words words = new Words(place, line.replaceFirst(":", " : "));
        if (!words.takeIf("repeat")) {
            return Verbs.parse(new Words(place, line));
        }
        int times = words.number();
        words.require("times");
        words.require(":");
        List<Step> body = Stream.of(words.rest().split(";", -1))
                .map(step -> Verbs.parse(new Words(place, step)))
                .toList();
        return scene -> {
            for (int i = 0; i < times; i++) {
                body.forEach(step -> step.run(scene));
            }
        };
    }

    /**
     * Runs it, then heals everything, waits until the cluster came to rest and checks that nothing was lost.
     *
     * @throws ScenarioException if something did not come true, or a guarantee was broken
     */
    public void run() {
        run(mark -> {});
    }

    /**
     * Runs it as {@link #run()} does.
     *
     * @param marks takes the marked places of the protocol that its processes come to
     * @throws ScenarioException if something did not come true, or a guarantee was broken
     */
    public void run(Consumer<Enum<?>> marks) {
        Scene scene = new Scene(file.hashCode(), marks);
        steps.forEach(step -> step.run(scene));
        try {
            scene.end();
        } catch (IllegalStateException e) {
            throw new ScenarioException(file + " at its end", e.getMessage() + "");
        }
    }
}
