/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.MemberFailed;
import io.viewbus.perf.crew.MemberLate;
import io.viewbus.perf.report.Distribution;
import io.viewbus.perf.report.Result;
import io.viewbus.perf.report.Result.Figure;
import io.viewbus.perf.report.Results;
import io.viewbus.perf.report.Sample;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.HdrHistogram.Histogram;

/** Lets the jobs take turns, round by round, so that what slows the machine slows all of them. */
final class Turns {

    /** What members of Viewbus say that were put out because they stood still. */
    private static final String STOOD_STILL = "this process was paused";

    private final Measurement measurement;
    private final Calibration calibration;
    private final PrintWriter progress;
    private final Map<Job, Map<Figure, List<Double>>> values = new LinkedHashMap<>();
    private final Map<Job, Map<String, Histogram>> histograms = new LinkedHashMap<>();
    private final Set<String> remarks = new LinkedHashSet<>();

    Turns(Measurement measurement, Calibration calibration, PrintWriter progress) {
        this.measurement = measurement;
        this.calibration = calibration;
        this.progress = progress;
    }

    Results run(String command, List<Job> jobs, int rounds) throws InterruptedException {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        remarks.addAll(calibration.calibrate(jobs, progress));
        for (int round = 1; round <= rounds; round++) {
            for (Job job : jobs) {
                progress.printf("round %d of %d, %s: ", round, rounds, job);
                progress.flush();
                Outcome outcome = play(job);
                progress.println(measurement.headline(outcome));
                progress.flush();
                enter(job, outcome);
            }
        }
        return new Results(command, at, Machine.facts(), results(), distributions(), List.copyOf(remarks));
    }

    /**
     * On a busy machine a member may be late, or stand still for so long that the others go on without it, and a peer may fail in ways
     * of its own: then the round is played again, once, and the result says so. What is wrong is never played again.
     */
    private Outcome play(Job job) throws InterruptedException {
        Variant variant = calibration.best(job);
        try {
            return measurement.play(job, variant);
        } catch (MemberFailed e) {
            String why = whyAgain(job, e);
            progress.println("once more, since " + e.getMessage());
            progress.flush();
            remarks.add("a round of " + job + " was played again, since " + why);
            return measurement.play(job, variant);
        }
    }

    private static String whyAgain(Job job, MemberFailed failure) {
        if (failure instanceof MemberLate
                || String.valueOf(failure.getMessage()).contains(STOOD_STILL)) {
            return "a member was late or stood still";
        }
        if (job.system().isViewbus()) {
            throw failure;
        }
        return "a member failed";
    }

    /** Notes something that readers of the result must know. */
    void remark(String sentence) {
        remarks.add(sentence);
    }

    private void enter(Job job, Outcome outcome) {
        Map<Figure, List<Double>> figures = values.computeIfAbsent(job, first -> new LinkedHashMap<>());
        outcome.figures()
                .forEach((figure, value) -> figures.computeIfAbsent(figure, first -> new ArrayList<>())
                        .add(value));
        Map<String, Histogram> sums = histograms.computeIfAbsent(job, first -> new LinkedHashMap<>());
        outcome.histograms()
                .forEach((name, histogram) ->
                        sums.computeIfAbsent(name, first -> new Histogram(3)).add(histogram));
        remarks.addAll(outcome.remarks());
    }

    private List<Result> results() {
        List<Result> results = new ArrayList<>();
        values.forEach((job, figures) -> figures.forEach((figure, sample) ->
                results.add(new Result(job.subject(measurement.scenario()), figure, new Sample(sample)))));
        return results;
    }

    private List<Distribution> distributions() {
        List<Distribution> distributions = new ArrayList<>();
        histograms.forEach((job, byName) -> byName.forEach((name, histogram) ->
                distributions.add(new Distribution(job.subject(measurement.scenario()), name, histogram))));
        return distributions;
    }
}
