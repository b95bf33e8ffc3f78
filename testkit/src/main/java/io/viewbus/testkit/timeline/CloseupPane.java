/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.testkit.check.TraceEvent;
import java.util.Locale;

/** The single messages of a short time. */
final class CloseupPane {

    private static final int HALF_BAR = 14;
    private static final int PARTS_PER_PAGE = 16;

    private final Outline outline;
    private final Outline.Bar bar;
    private final Closeup.Window window;
    private final Scale scale;
    private final int top;

    CloseupPane(Outline outline, Outline.Bar bar, Closeup.Window window, Scale scale, int top) {
        this.outline = outline;
        this.bar = bar;
        this.window = window;
        this.scale = scale;
        this.top = top;
    }

    private double y(int lane) {
        return top + lane * (double) Metrics.CLOSEUP_PITCH;
    }

    private double bottom() {
        return y(outline.lanes().size() - 1) + HALF_BAR;
    }

    void draw(Svg svg) {
        String clip = "c" + (int) scale.left();
        svg.add(
                "<clipPath id=\"%s\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/></clipPath>",
                clip, scale.left() - 4, y(0) - 24, scale.right() - scale.left() + 8, bottom() - y(0) + 48);
        drawTicks(svg);
        drawLives(svg);
        svg.add("<g clip-path=\"url(#%s)\">", clip);
        window.flights().forEach(flight -> drawLines(svg, flight));
        drawBar(svg);
        window.flights().forEach(flight -> drawPoints(svg, flight));
        outline.lives().forEach(life -> drawEnd(svg, life));
        svg.raw("</g>");
    }

    private void drawTicks(Svg svg) {
        long step = scale.stepNs((int) (PARTS_PER_PAGE * (scale.right() - scale.left()) / Metrics.WIDTH));
        long zero = outline.firstNs();
        for (long at = ((scale.fromNs() - zero) / step + 1) * step; zero + at <= scale.toNs(); at += step) {
            double x = scale.x(zero + at);
            svg.add("<path class=\"grid\" d=\"M%.1f %.1fV%.1f\"/>", x, y(0) - HALF_BAR, bottom());
            svg.add("<text class=\"tick\" x=\"%.1f\" y=\"%.1f\">%.2f s</text>", x, bottom() + 16, at / 1e9);
        }
    }

    private void drawLives(Svg svg) {
        for (Outline.Life life : outline.lives()) {
            if (life.fromNs() < scale.toNs() && life.toNs() > scale.fromNs()) {
                svg.add(
                        "<path class=\"life\" d=\"M%.1f %.1fH%.1f\"/>",
                        scale.x(Math.max(life.fromNs(), scale.fromNs())),
                        y(outline.laneOf(life.member().name())),
                        scale.x(Math.min(life.toNs(), scale.toNs())));
            }
        }
    }

    private void drawEnd(Svg svg, Outline.Life life) {
        if (life.end() == Outline.End.CRASHED && scale.contains(life.toNs())) {
            double y = y(outline.laneOf(life.member().name()));
            svg.add("<path class=\"x\" d=\"M%.1f %.1fl14 14m0 -14l-14 14\"/>", scale.x(life.toNs()) - 3, y - 7);
        }
    }

    private void drawLines(Svg svg, Closeup.Flight flight) {
        int from = laneOf(flight);
        double x = scale.x(flight.sent().atNs());
        StringBuilder path = new StringBuilder();
        for (TraceEvent.Delivered delivery : flight.deliveries()) {
            int to = outline.laneOf(delivery.who().incarnation());
            if (to >= 0 && to != from) {
                path.append(String.format(
                        Locale.ROOT, "M%.1f %.1fL%.1f %.1f", x, y(from), scale.x(delivery.atNs()), y(to)));
            }
        }
        if (!path.isEmpty()) {
            svg.add("<path class=\"flight stroke s%d\" d=\"%s\"/>", from, path);
        }
    }

    private void drawPoints(Svg svg, Closeup.Flight flight) {
        int from = laneOf(flight);
        StringBuilder points = new StringBuilder();
        for (TraceEvent.Delivered delivery : flight.deliveries()) {
            int to = outline.laneOf(delivery.who().incarnation());
            if (to >= 0 && to != from && scale.contains(delivery.atNs())) {
                points.append(String.format(Locale.ROOT, "M%.1f %.1fh0", scale.x(delivery.atNs()), y(to)));
            }
        }
        if (!points.isEmpty()) {
            svg.add("<path class=\"dots stroke s%d\" stroke-width=\"4.4\" d=\"%s\"/>", from, points);
        }
        svg.add(
                "<circle class=\"sent fill s%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>",
                from, scale.x(flight.sent().atNs()), y(from));
    }

    private int laneOf(Closeup.Flight flight) {
        return outline.laneOf(flight.sent().who().incarnation());
    }

    private void drawBar(Svg svg) {
        double lastX = 0;
        double lastY = -1;
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            Long at = bar.at(outline.lanes().get(lane));
            if (at == null) {
                continue;
            }
            double x = scale.x(at);
            if (lastY >= 0) {
                svg.add("<path class=\"link\" d=\"M%.1f %.1fL%.1f %.1f\"/>", lastX, lastY, x, y(lane) - HALF_BAR);
            }
            svg.add("<path class=\"bar\" d=\"M%.1f %.1fv%d\"/>", x, y(lane) - HALF_BAR, 2 * HALF_BAR);
            lastX = x;
            lastY = y(lane) + HALF_BAR;
        }
    }
}
