/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.List;

/** A bar for each system, as long as its median, with a line from its least to its greatest value. */
final class BarPlot {

    private static final int WIDTH = 720;
    private static final int LEFT = 170;
    private static final int RIGHT = 130;
    private static final int TOP = 44;
    private static final int ROW = 26;
    private static final int BAR = 16;

    private BarPlot() {}

    /** Draws results of one figure under one load. */
    static String of(String title, List<Result> results) {
        Svg svg = new Svg(WIDTH, TOP + results.size() * ROW + 12, title);
        svg.text(12, 24, "start", "title", title);
        double most = results.stream()
                .mapToDouble(result -> result.sample().most())
                .max()
                .orElse(1);
        double scale = (WIDTH - LEFT - RIGHT) / Math.max(most, 1e-12);
        for (int row = 0; row < results.size(); row++) {
            addBar(svg, TOP + row * ROW, scale, results.get(row));
        }
        return svg.toString();
    }

    private static void addBar(Svg svg, double y, double scale, Result result) {
        Sample sample = result.sample();
        double middle = y + BAR / 2.0;
        double end = LEFT + sample.most() * scale;
        svg.text(LEFT - 10, middle + 4, "end", "", result.subject().toString());
        svg.rect(
                LEFT,
                y,
                Math.max(1, sample.median() * scale),
                BAR,
                Svg.colourOf(result.subject().system()));
        svg.line(LEFT + sample.least() * scale, middle, end, middle, "var(--ink)");
        svg.line(end, middle - 4, end, middle + 4, "var(--ink)");
        svg.line(LEFT + sample.least() * scale, middle - 4, LEFT + sample.least() * scale, middle + 4, "var(--ink)");
        String unit =
                result.figure().unit().isEmpty() ? "" : " " + result.figure().unit();
        svg.text(end + 8, middle + 4, "start", "faint", Numbers.text(sample.median()) + unit);
    }
}
