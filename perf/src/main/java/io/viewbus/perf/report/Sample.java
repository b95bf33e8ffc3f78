/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One figure, measured several times.
 *
 * @param values in the sequence in which they were measured, at least one
 */
public record Sample(List<Double> values) {

    /** Copies the values. */
    public Sample {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /**
     * Returns the middle value, or the mean of the two in the middle.
     *
     * @return the median
     */
    public double median() {
        double[] sorted = sorted();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * Returns the least value.
     *
     * @return the minimum
     */
    public double least() {
        return sorted()[0];
    }

    /**
     * Returns the greatest value.
     *
     * @return the maximum
     */
    public double most() {
        double[] sorted = sorted();
        return sorted[sorted.length - 1];
    }

    /** Divides pair by pair, since what was measured in the same turn met the same noise. */
    Sample dividedBy(Sample other) {
        if (values.size() != other.values.size()) {
            throw new IllegalArgumentException("only samples of the same turns can be compared");
        }
        return new Sample(IntStream.range(0, values.size())
                .mapToObj(turn -> values.get(turn) / other.values.get(turn))
                .toList());
    }

    private double[] sorted() {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
