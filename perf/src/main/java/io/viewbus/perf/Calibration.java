/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.MemberFailed;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the best configuration of each system that has several, by a short throughput round of each: whoever is compared is compared at
 * its best.
 */
final class Calibration {

    private final Shape shape;
    private final Measurement trial;
    private final Map<Job, Variant> best = new LinkedHashMap<>();

    /**
     * Prepares a calibration.
     *
     * @param shape the load that is measured afterwards
     * @param trial how a configuration is tried: by throughput
     */
    Calibration(Shape shape, Measurement trial) {
        this.shape = shape;
        this.trial = trial;
    }

    /** Tries what there is to try, and returns what was found, in sentences. */
    List<String> calibrate(List<Job> jobs, PrintWriter progress) throws InterruptedException {
        List<String> found = new ArrayList<>();
        for (Job job : jobs) {
            List<Variant> variants = job.variants(shape.topics());
            best.put(job, variants.get(0));
            if (variants.size() > 1) {
                progress.printf("calibrating %s: ", job);
                progress.flush();
                String sentence = choose(job, variants);
                progress.println(sentence);
                progress.flush();
                found.add(job + ": " + sentence);
            }
        }
        return found;
    }

    private String choose(Job job, List<Variant> variants) throws InterruptedException {
        List<String> tried = new ArrayList<>();
        double most = -1;
        for (Variant variant : variants) {
            double rate = rateOf(job, variant);
            tried.add(
                    rate < 0
                            ? variant + ": did not come up"
                            : String.format(Locale.ROOT, "%s: %,.0f msg/s", variant, rate));
            if (rate > most) {
                most = rate;
                best.put(job, variant);
            }
        }
        if (most < 0) {
            throw new RunFailed(job + " did not come up in any configuration: " + tried);
        }
        return "measured with " + best(job) + ", the best of " + String.join("; ", tried);
    }

    /** Returns less than 0 if the members failed: two that start together may each found a cluster of its own. */
    private double rateOf(Job job, Variant variant) throws InterruptedException {
        try {
            return trial.play(job, variant).figures().getOrDefault(LoadFigures.DELIVERED, 0.0);
        } catch (MemberFailed e) {
            return -1;
        }
    }

    Variant best(Job job) {
        Variant variant = best.get(job);
        if (variant == null) {
            throw new IllegalStateException(job + " was not calibrated");
        }
        return variant;
    }
}
