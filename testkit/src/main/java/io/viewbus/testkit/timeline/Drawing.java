/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import java.util.Locale;

/** The page: a title, the whole run, a close-up, and what the signs mean. */
final class Drawing {

    private final Outline outline;
    private final Overview overview;
    private final CloseupPanel closeup;
    private final Svg svg = new Svg();

    Drawing(Outline outline, Deliveries deliveries, Closeup closeup) {
        this.outline = outline;
        this.overview = new Overview(outline, deliveries);
        this.closeup = new CloseupPanel(outline, closeup, Metrics.TOP + overview.height() + 18);
    }

    String page() {
        int height = Metrics.TOP + overview.height() + 18 + closeup.height() + 16;
        svg.add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">",
                Metrics.WIDTH, height, Metrics.WIDTH, height, title());
        svg.raw("<style>" + Colours.STYLE + Colours.ofSenders(outline.lanes().size()) + "</style>");
        svg.add("<rect class=\"page\" width=\"%d\" height=\"%d\" rx=\"14\"/>", Metrics.WIDTH, height);
        svg.label("title", 32, 42, title());
        svg.label(
                "note",
                32,
                64,
                "A lane is a member, a row of dots in it what it delivered of one sender, in that sender's colour; a cross, that it was killed.");
        svg.label(
                "note",
                32,
                82,
                "A bar is a view. Whoever goes from one bar to the next together has delivered the same messages in between.");
        overview.draw(svg);
        closeup.draw(svg);
        return svg.raw("</svg>").toString();
    }

    private String title() {
        return String.format(
                Locale.ROOT,
                "%d members, %d views, %,d messages in %.1f s",
                outline.lanes().size(),
                outline.bars().size(),
                outline.sent(),
                (outline.lastNs() - outline.firstNs()) / 1e9);
    }
}
