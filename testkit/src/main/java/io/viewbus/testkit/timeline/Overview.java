/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.view.Member;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The whole run. */
final class Overview {

    /** Dots come in so many sizes: what is rare is seen, and what is frequent does not hide the rest. */
    private static final double[] DOTS = {2.6, 3.7, 4.8, 5.8};

    private static final int LABEL_ROOM = 56;

    private final Outline outline;
    private final Deliveries deliveries;
    private final Scale scale;
    private final int laneHeight;

    Overview(Outline outline, Deliveries deliveries) {
        this.outline = outline;
        this.deliveries = deliveries;
        this.scale = new Scale(outline.firstNs(), outline.lastNs(), Metrics.LEFT, Metrics.RIGHT);
        this.laneHeight = Metrics.LANE_PADDING + Metrics.ROW * outline.lanes().size();
    }

    int height() {
        return outline.lanes().size() * (laneHeight + Metrics.LANE_GAP) + 16;
    }

    private double top(int lane) {
        return Metrics.TOP + lane * (double) (laneHeight + Metrics.LANE_GAP);
    }

    void draw(Svg svg) {
        drawTicks(svg);
        svg.label("dim", Metrics.LEFT - 16, Metrics.TOP - 22, "view");
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            svg.label(
                    "name fill s" + lane,
                    Metrics.LEFT - 16,
                    top(lane) + laneHeight / 2.0 + 5,
                    outline.lanes().get(lane));
        }
        outline.lives().forEach(life -> drawLife(svg, life));
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            for (int sender = 0; sender < outline.lanes().size(); sender++) {
                drawDots(svg, lane, sender);
            }
        }
        drawBars(svg);
        outline.lives().forEach(life -> drawEnd(svg, life));
    }

    private void drawTicks(Svg svg) {
        long step = scale.stepNs(12);
        double bottom = top(outline.lanes().size()) - Metrics.LANE_GAP + 8;
        for (long at = 0; at <= scale.toNs() - scale.fromNs(); at += step) {
            double x = scale.x(scale.fromNs() + at);
            svg.add("<path class=\"grid\" d=\"M%.1f %d V%.1f\"/>", x, Metrics.TOP - 8, bottom);
            svg.label("tick", x, bottom + 16, Seconds.of(at, step));
        }
    }

    private void drawLife(Svg svg, Outline.Life life) {
        double from = scale.x(life.fromNs()) - 4;
        svg.add(
                "<rect class=\"lane\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%d\" rx=\"8\"/>",
                from, top(outline.laneOf(life.member().name())), scale.x(life.toNs()) - from + 5, laneHeight);
    }

    private void drawEnd(Svg svg, Outline.Life life) {
        double x = scale.x(life.toNs()) + 3;
        double y = top(outline.laneOf(life.member().name())) + laneHeight / 2.0;
        switch (life.end()) {
            case CRASHED -> svg.add("<path class=\"x\" d=\"M%.1f %.1fl13 13m0 -13l-13 13\"/>", x - 1, y - 6.5);
            case PUT_OUT -> svg.add("<path class=\"x\" d=\"M%.1f %.1fv18\"/>", x + 2, y - 9);
            case LEFT -> svg.add("<circle class=\"left\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", x, y);
            case OPEN -> {
                // The lane just ends where the recording does.
            }
        }
    }

    /** One path for each size, with a line of no length for each dot: short, and round at its ends. */
    private void drawDots(Svg svg, int lane, int sender) {
        double y = top(lane) + Metrics.LANE_PADDING / 2.0 + Metrics.ROW * (sender + 0.5);
        double most = Math.log(1 + deliveries.most());
        StringBuilder[] dots = new StringBuilder[DOTS.length];
        for (int slice = 0; slice < Metrics.SLICES; slice++) {
            int count = deliveries.count(lane, sender, slice);
            if (count > 0) {
                int size = (int) Math.min(DOTS.length - 1, DOTS.length * Math.log(1 + count) / most);
                if (dots[size] == null) {
                    dots[size] = new StringBuilder();
                }
                dots[size].append(
                        String.format(Locale.ROOT, "M%.1f %.1fh0", Metrics.LEFT + (slice + 0.5) * Metrics.SLICE, y));
            }
        }
        for (int size = 0; size < DOTS.length; size++) {
            if (dots[size] != null) {
                svg.add(
                        "<path class=\"dots stroke s%d\" stroke-width=\"%.1f\" d=\"%s\"/>",
                        sender, DOTS[size], dots[size]);
            }
        }
    }

    private void drawBars(Svg svg) {
        double[] rowEnds = {-1000, -1000, -1000};
        for (Outline.Bar bar : outline.bars()) {
            drawBar(svg, bar);
            double x = scale.x(bar.firstNs());
            int row = 0;
            while (row < rowEnds.length - 1 && x - rowEnds[row] < LABEL_ROOM) {
                row++;
            }
            rowEnds[row] = x;
            drawLabel(svg, bar, x, row);
        }
    }

    private void drawBar(Svg svg, Outline.Bar bar) {
        double lastX = -1;
        double lastY = 0;
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            Long at = bar.at(outline.lanes().get(lane));
            if (at == null) {
                continue;
            }
            double x = scale.x(at);
            double y = top(lane);
            if (lastX >= 0) {
                svg.add("<path class=\"link\" d=\"M%.1f %.1fL%.1f %.1f\"/>", lastX, lastY, x, y);
            }
            svg.add("<path class=\"bar\" d=\"M%.1f %.1fv%d\"/>", x, y - 2, laneHeight + 4);
            lastX = x;
            lastY = y + laneHeight;
        }
    }

    private void drawLabel(Svg svg, Outline.Bar bar, double x, int row) {
        double y = Metrics.TOP - 22 - 15.0 * row;
        double top = Metrics.TOP - 2.0;
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            if (bar.at(outline.lanes().get(lane)) != null) {
                top = top(lane) - 4;
                break;
            }
        }
        svg.add("<path class=\"lead\" d=\"M%.1f %.1fV%.1f\"/>", x, y + 4, top);
        String change =
                words("+", bar.view().joined()) + words("\u2212", bar.view().left());
        boolean crashed = bar.view().left().stream().anyMatch(outline::hasCrashed);
        String tone = bar.view().left().isEmpty() ? "in" : crashed ? "out" : "gone";
        svg.add(
                "<text class=\"view\" x=\"%.1f\" y=\"%.1f\">%s<tspan class=\"who %s\" dx=\"4\">%s</tspan></text>",
                Math.max(Metrics.LEFT + 4, Math.min(x, Metrics.RIGHT - 20)),
                y,
                bar.view().id(),
                tone,
                Svg.escaped(change));
    }

    private static String words(String sign, List<Member> members) {
        return members.size() > 2
                ? sign + members.size()
                : members.stream().map(member -> sign + member.name()).collect(Collectors.joining(" "));
    }
}
