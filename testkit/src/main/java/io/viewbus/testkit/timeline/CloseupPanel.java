/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The single messages around one change of the view: one pane, or two that share their scale. */
final class CloseupPanel {

    private static final int HEADER = 66;
    private static final int FOOTER = 34;
    private static final int GUTTER = 28;

    private final Outline outline;
    private final Closeup closeup;
    private final Outline.@Nullable Bar bar;
    private final int top;

    CloseupPanel(Outline outline, Closeup closeup, int top) {
        this.outline = outline;
        this.closeup = closeup;
        this.bar = closeup.bar();
        this.top = top;
    }

    int height() {
        return bar == null ? 0 : HEADER + (outline.lanes().size() - 1) * Metrics.CLOSEUP_PITCH + FOOTER;
    }

    void draw(Svg svg) {
        if (bar == null) {
            return;
        }
        int every =
                closeup.windows().stream().mapToInt(Closeup.Window::every).max().orElse(1);
        svg.label("head", 32, top + 16, title(bar));
        svg.label(
                "note",
                32,
                top + 34,
                "A line is a message, from where it was sent to where it was delivered."
                        + (every > 1 ? " One of " + every + " is drawn." : ""));
        for (int lane = 0; lane < outline.lanes().size(); lane++) {
            double y = top + HEADER + lane * (double) Metrics.CLOSEUP_PITCH;
            svg.label(
                    "name fill s" + lane,
                    Metrics.LEFT - 16,
                    y + 5,
                    outline.lanes().get(lane));
        }
        panes(bar).forEach(pane -> pane.draw(svg));
    }

    private List<CloseupPane> panes(Outline.Bar view) {
        List<Closeup.Window> windows = closeup.windows();
        long total = windows.stream()
                .mapToLong(window -> window.toNs() - window.fromNs())
                .sum();
        double room = Metrics.RIGHT - Metrics.LEFT - GUTTER * (windows.size() - 1.0);
        List<CloseupPane> panes = new ArrayList<>();
        double left = Metrics.LEFT;
        for (Closeup.Window window : windows) {
            double right = left + room * (window.toNs() - window.fromNs()) / total;
            Scale scale = new Scale(window.fromNs(), window.toNs(), left, right);
            panes.add(new CloseupPane(outline, view, window, scale, top + HEADER));
            left = right + GUTTER;
        }
        return panes;
    }

    private String title(Outline.Bar view) {
        String dead = view.view().left().stream()
                .filter(outline::hasCrashed)
                .map(Member::name)
                .collect(Collectors.joining(" and "));
        if (dead.isEmpty()) {
            return "View " + view.view().id() + " from nearby";
        }
        double laterMs = (view.lastNs() - outline.endOf(view.view().left().get(0))) / 1e6;
        return String.format(
                Locale.ROOT,
                "From nearby: %s is killed, and %.0f ms later all others go on together in view %s",
                dead,
                laterMs,
                view.view().id());
    }
}
