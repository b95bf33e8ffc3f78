/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.ArrayList;
import java.util.List;

/** Curves over logarithmic axes. */
final class CurvePlot {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 380;
    private static final int LEFT = 70;
    private static final int RIGHT = 180;
    private static final int TOP = 44;
    private static final int BOTTOM = 50;
    private static final int LEGEND_ROW = 20;

    /**
     * One curve.
     *
     * @param label what it is called
     * @param colour its colour in CSS
     * @param dashes its dashes in SVG
     * @param points pairs of x and y, all positive
     */
    record Curve(String label, String colour, String dashes, List<double[]> points) {}

    /** A mark at the bottom. */
    record Tick(double x, String label) {}

    private final Svg svg;
    private final double leastX;
    private final double mostX;
    private final double leastY;
    private final double mostY;

    private CurvePlot(String title, List<Tick> ticks, List<Curve> curves) {
        svg = new Svg(WIDTH, HEIGHT, title);
        leastX = ticks.get(0).x();
        mostX = ticks.get(ticks.size() - 1).x();
        leastY = decade(Math.floor(Math.log10(extreme(curves, false))));
        mostY = decade(Math.ceil(Math.log10(extreme(curves, true)) + 1e-9));
        svg.text(12, 24, "start", "title", title);
    }

    private static double decade(double exponent) {
        return Math.pow(10, exponent);
    }

    private static double extreme(List<Curve> curves, boolean isMost) {
        var heights = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(point -> point[1]);
        return (isMost ? heights.max() : heights.min()).orElse(1);
    }

    /** Draws curves between the first and the last tick. */
    static String of(String title, String axisX, List<Tick> ticks, List<Curve> curves) {
        CurvePlot plot = new CurvePlot(title, ticks, curves);
        plot.addAxes(axisX, ticks);
        for (int index = 0; index < curves.size(); index++) {
            plot.add(curves.get(index), index);
        }
        return plot.svg.toString();
    }

    private void addAxes(String axisX, List<Tick> ticks) {
        for (double value = leastY; value <= mostY * 1.001; value *= 10) {
            svg.line(LEFT, y(value), WIDTH - RIGHT, y(value), "var(--line)");
            svg.text(LEFT - 8, y(value) + 4, "end", "faint", Numbers.axis(value));
        }
        for (Tick tick : ticks) {
            svg.line(x(tick.x()), TOP, x(tick.x()), HEIGHT - BOTTOM, "var(--line)");
            svg.text(x(tick.x()), HEIGHT - BOTTOM + 18, "middle", "faint", tick.label());
        }
        svg.text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 10, "middle", "faint", axisX);
    }

    private void add(Curve curve, int index) {
        List<double[]> places = new ArrayList<>();
        for (double[] point : curve.points()) {
            places.add(new double[] {x(point[0]), y(point[1])});
        }
        svg.polyline(places, curve.colour(), curve.dashes());
        if (places.size() <= 8) {
            places.forEach(place -> svg.dot(place[0], place[1], curve.colour()));
        }
        double legendY = TOP + 10.0 + index * LEGEND_ROW;
        double legendX = WIDTH - RIGHT + 14.0;
        svg.polyline(
                List.of(new double[] {legendX, legendY - 4}, new double[] {legendX + 24, legendY - 4}),
                curve.colour(),
                curve.dashes());
        svg.text(legendX + 30, legendY, "start", "", curve.label());
    }

    private double x(double value) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(value / leastX) / Math.log(mostX / leastX);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.log(value / leastY) / Math.log(mostY / leastY);
    }
}
