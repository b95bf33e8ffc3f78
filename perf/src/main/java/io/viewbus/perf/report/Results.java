/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that one run measured.
 *
 * @param command how it is run again
 * @param at when it began, in ISO 8601
 * @param machine facts about the machine, the JVM and the sizes of Aeron's buffers
 * @param results the figures, in the sequence of the systems
 * @param distributions the histograms
 * @param remarks what was tuned, skipped or found, in sentences
 */
public record Results(
        String command,
        String at,
        Map<String, String> machine,
        List<Result> results,
        List<Distribution> distributions,
        List<String> remarks) {

    /** The name of the file that {@code compare} reads. */
    public static final String FILE = "results.json";

    private static final String OURS = "viewbus";

    /** Copies what can change. */
    public Results {
        machine = new LinkedHashMap<>(machine);
        results = List.copyOf(results);
        distributions = List.copyOf(distributions);
        remarks = List.copyOf(remarks);
    }

    /** Systems and orders in the sequence of the results, each once. */
    List<Result.Subject> subjects() {
        return results.stream().map(Result::subject).distinct().toList();
    }

    /**
     * Compares Viewbus, turn by turn, with each system and order that is listed after it.
     *
     * @return the quotients
     */
    public List<Ratio> ratios() {
        List<Ratio> ratios = new ArrayList<>();
        for (int above = 0; above < results.size(); above++) {
            for (int below = above + 1; below < results.size(); below++) {
                if (areComparable(results.get(above), results.get(below))) {
                    ratios.add(Ratio.of(results.get(above), results.get(below)));
                }
            }
        }
        return ratios;
    }

    /** Only of the same turns, and only what somebody may want to know: no two peers, and no two ways in with two orders. */
    private static boolean areComparable(Result one, Result other) {
        return one.figure().isCompared()
                && one.figure().equals(other.figure())
                && one.subject().isComparableWith(other.subject())
                && one.sample().values().size() == other.sample().values().size()
                && one.subject().system().startsWith(OURS)
                && (!other.subject().system().startsWith(OURS) || differInOne(one.subject(), other.subject()))
                && !isReadFromTheLog(other)
                && other.sample().least() > 0;
    }

    private static boolean differInOne(Result.Subject one, Result.Subject other) {
        return one.system().equals(other.system()) != one.order().equals(other.order());
    }

    /** Aeron does not send a sender its own messages, so how soon it has them says nothing. */
    private static boolean isReadFromTheLog(Result result) {
        return result.subject().system().equals("aeron")
                && result.figure().metric().startsWith("own");
    }

    /**
     * A figure of one system as a part of the same figure of another.
     *
     * @param one the first
     * @param other the second
     * @param figure the figure of both
     * @param sample the quotients, turn by turn
     */
    public record Ratio(Result.Subject one, Result.Subject other, Result.Figure figure, Sample sample) {

        static Ratio of(Result one, Result other) {
            return new Ratio(
                    one.subject(), other.subject(), one.figure(), one.sample().dividedBy(other.sample()));
        }
    }
}
