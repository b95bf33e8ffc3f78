/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.Locale;

/** Writes one SVG picture that looks after itself: it has its own colours, for light and for dark. */
final class Svg {

    private static final String STYLE = """
            <style>
            svg{--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--paper:#ffffff;
              --viewbus:#0969da;--viewbus-raw:#0a7f8c;--viewbus-uncounted:#54aeff;--viewbus-raw-uncounted:#7bc0c8;--aeron:#6e7781;--jgroups:#bc4c00;--aeron-cluster:#8250df;--corosync:#9a6700}
            @media(prefers-color-scheme:dark){svg{--ink:#f0f6fc;--faint:#9198a1;--line:#3d444d;--paper:#0d1117;
              --viewbus:#58a6ff;--viewbus-raw:#39c5cf;--viewbus-uncounted:#1f6feb;--viewbus-raw-uncounted:#1b7c83;--aeron:#9198a1;--jgroups:#f0883e;--aeron-cluster:#bc8cff;--corosync:#d29922}}
            text{font:12px system-ui,sans-serif;fill:var(--ink)}
            .faint{fill:var(--faint)} .title{font-weight:600;font-size:14px}
            </style>
            """;

    private final int width;
    private final int height;
    private final String title;
    private final StringBuilder body = new StringBuilder();

    Svg(int width, int height, String title) {
        this.width = width;
        this.height = height;
        this.title = title;
        body.append(format("<rect width='%d' height='%d' fill='var(--paper)'/>%n", width, height));
    }

    /** Anchor is start, middle or end. */
    Svg text(double x, double y, String anchor, String cssClass, String words) {
        body.append(format(
                "<text x='%.1f' y='%.1f' text-anchor='%s' class='%s'>%s</text>%n",
                x, y, anchor, cssClass, escape(words)));
        return this;
    }

    Svg rect(double x, double y, double width, double height, String colour) {
        body.append(format(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s' rx='2'/>%n",
                x, y, width, height, colour));
        return this;
    }

    Svg line(double x1, double y1, double x2, double y2, String colour) {
        body.append(format("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s'/>%n", x1, y1, x2, y2, colour));
        return this;
    }

    /** Points are pairs of x and y. */
    Svg polyline(Iterable<double[]> points, String colour, String dashes) {
        StringBuilder list = new StringBuilder();
        points.forEach(point -> list.append(format("%.1f,%.1f ", point[0], point[1])));
        body.append(format(
                "<polyline points='%s' fill='none' stroke='%s' stroke-width='2' stroke-linejoin='round' stroke-dasharray='%s'/>%n",
                list.toString().trim(), colour, dashes));
        return this;
    }

    Svg dot(double x, double y, String colour) {
        body.append(format("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>%n", x, y, colour));
        return this;
    }

    /** The colour of a system, the same in all pictures. */
    static String colourOf(String system) {
        return "var(--" + system + ",var(--ink))";
    }

    static String escape(String words) {
        return words.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("'", "&#39;");
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    @Override
    public String toString() {
        return format(
                        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' role='img' aria-label='%s'>%n",
                        width, height, width, escape(title))
                + "<title>" + escape(title) + "</title>" + System.lineSeparator() + STYLE + body + "</svg>"
                + System.lineSeparator();
    }
}
