/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

import java.util.Locale;

/** Collects elements of SVG. */
final class Svg {

    private final StringBuilder text = new StringBuilder();

    /** Adds text as it is. */
    Svg raw(String more) {
        text.append(more).append('\n');
        return this;
    }

    /** Adds what a format makes of numbers; with the digits and the point that SVG wants. */
    Svg add(String format, Object... values) {
        return raw(String.format(Locale.ROOT, format, values));
    }

    /** Adds a text that readers see. */
    Svg label(String classes, double x, double y, String words) {
        return add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", classes, x, y, escaped(words));
    }

    static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
