/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A round in which members come, go, die and stand still while the others send. */
final class ViewChangeRound implements Measurement {

    /** The rate that stands for half of what is measured before. */
    static final int HALF = -1;

    private final Shape shape;
    private final ChangePlan plan;
    private final Map<Job, Integer> rates = new HashMap<>();

    ViewChangeRound(Shape shape, ChangePlan plan) {
        this.shape = shape;
        this.plan = plan;
    }

    @Override
    public Scenario scenario() {
        return Scenario.VIEWCHANGE;
    }

    @Override
    public Outcome play(Job job, Variant variant) throws InterruptedException {
        int rate = rateOf(job, variant);
        ViewChangeFigures figures = new ViewChangeFigures();
        if (shape.rate() == HALF) {
            figures.remark(job + ": each member sent " + rate + " messages a second, half of what was measured before");
        }
        return new ViewChangePlay(job, variant, shape.withRate(rate), plan, figures).play();
    }

    private int rateOf(Job job, Variant variant) throws InterruptedException {
        if (shape.rate() != HALF) {
            return shape.rate();
        }
        Integer known = rates.get(job);
        if (known != null) {
            return known;
        }
        Shape saturation = new Shape(Scenario.THROUGHPUT, shape.topics(), 0, 0, shape.warmup(), shape.duration());
        double delivered =
                new LoadRound(saturation).play(job, variant).figures().getOrDefault(LoadFigures.DELIVERED, 0.0);
        int rate = Math.max(1, (int) (delivered / job.members() / 2));
        rates.put(job, rate);
        return rate;
    }

    @Override
    public String headline(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        outcome.figures().forEach((figure, value) -> {
            if (figure.metric().endsWith("InstalledP50") || figure.metric().endsWith("SilenceP50")) {
                text.append(String.format(Locale.ROOT, "%s %.1f ms, ", figure.metric(), value));
            }
        });
        return text + "digests "
                + (LoadFigures.text(outcome, "viewsDeliveredDifferently").isEmpty() ? "" : "compared");
    }
}
