/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.report.Result.Figure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/**
 * What one job made of one round.
 *
 * @param figures the values
 * @param histograms what they were made of, by name
 * @param remarks what is to be said about it
 */
record Outcome(Map<Figure, Double> figures, Map<String, Histogram> histograms, List<String> remarks) {

    Outcome {
        figures = new LinkedHashMap<>(figures);
        histograms = new LinkedHashMap<>(histograms);
        remarks = List.copyOf(remarks);
    }
}
