/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

/**
 * One figure of one system under one load.
 *
 * @param subject of what it is a figure
 * @param figure which figure, and in which unit
 * @param sample its values, one for each round
 */
public record Result(Subject subject, Figure figure, Sample sample) {

    /**
     * A system under a load.
     *
     * @param system its name
     * @param scenario what was measured
     * @param order the order in which it delivered, in lower case
     * @param size the bytes of a payload
     * @param members how many members there were
     */
    public record Subject(String system, String scenario, String order, int size, int members) {

        /** Tells whether another one had the same to do, so that their figures can be compared. */
        boolean isComparableWith(Subject other) {
            return scenario.equals(other.scenario) && size == other.size && members == other.members;
        }

        /** Returns system and order, as {@code viewbus total}. */
        @Override
        public String toString() {
            return system + " " + order;
        }
    }

    /**
     * What is measured.
     *
     * @param metric its name in {@code results.json}
     * @param unit its unit, empty if it has none
     * @param isCompared whether systems are compared by it
     */
    public record Figure(String metric, String unit, boolean isCompared) {}
}
