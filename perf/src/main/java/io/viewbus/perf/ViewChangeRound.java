/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.util.Locale;

/** A round in which members come, go, die and stand still while the others send. */
final class ViewChangeRound implements Measurement {

    /** The rate that stands for half of what is measured before. */
    static final int HALF = -1;

    private final Shape shape;
    private final ChangePlan plan;
    private final HalfRate half;

    ViewChangeRound(Shape shape, ChangePlan plan, HalfRate half) {
        this.shape = shape;
        this.plan = plan;
        this.half = half;
    }

    @Override
    public Scenario scenario() {
        return Scenario.VIEWCHANGE;
    }

    @Override
    public Outcome play(Job job, Variant variant) throws InterruptedException {
        ViewChangeFigures figures = new ViewChangeFigures();
        int rate = shape.rate();
        if (rate == HALF) {
            HalfRate.Share share = half.of(job, variant);
            rate = share.rate();
            figures.remark(job + ": " + share);
        }
        return new ViewChangePlay(job, variant, shape.withRate(rate), plan, figures).play();
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
