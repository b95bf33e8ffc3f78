/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.timeline;

/** What things look like, in light and in dark. */
final class Colours {

    /** For the members, each in light and in dark; told apart also by those who do not see all colours, up to five. */
    private static final String[][] SENDERS = {
        {"#2463c9", "#6ea3f7"},
        {"#d2540a", "#ff9458"},
        {"#0a8a6d", "#43cfa6"},
        {"#8a3fc4", "#c796f5"},
        {"#a9780b", "#e6bd5c"},
        {"#c02a63", "#f582a8"},
        {"#0f86a8", "#58c9e3"},
        {"#5b7a17", "#a8cf5e"},
        {"#6a6f7a", "#a4abb8"}
    };

    static final String STYLE = """

            svg{--page:#fbfbf9;--ink:#1d222b;--dim:#646b78;--grid:#e3e4e0;--lane:#eef0ee;--line:#d5d8d4;--bar:#1d222b;--gone:#cf222e;--in:#0a8a6d;
            font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
            .page{fill:var(--page)}.title{font-size:21px;font-weight:650;fill:var(--ink)}.note{font-size:13px;fill:var(--dim)}
            .name{font-size:15px;font-weight:600;text-anchor:end}.tick{font-size:11.5px;fill:var(--dim);text-anchor:middle}
            .dim{font-size:12px;fill:var(--dim);text-anchor:end}.head{font-size:15px;font-weight:650;fill:var(--ink)}
            .grid{stroke:var(--grid);stroke-width:1}.lane{fill:var(--lane)}.life{stroke:var(--line);stroke-width:3}
            .bar{stroke:var(--bar);stroke-width:4;stroke-linecap:round;fill:none}.link{stroke:var(--bar);stroke-width:1.6;fill:none;opacity:.55}
            .view{font-size:12.5px;font-weight:650;fill:var(--ink);text-anchor:middle}.out{fill:var(--gone)}.in{fill:var(--in)}.gone{fill:var(--dim)}
            .who{font-size:11.5px;font-weight:600;text-anchor:middle}.lead{stroke:var(--dim);stroke-width:1;opacity:.45}
            .x{stroke:var(--gone);stroke-width:3.4;stroke-linecap:round;fill:none}.left{fill:var(--page);stroke:var(--dim);stroke-width:2}
            .dots{stroke-linecap:round;fill:none}.flight{stroke-width:1.1;fill:none;opacity:.55}.sent{stroke:var(--page);stroke-width:.8}
            """;

    private Colours() {}

    /** Returns the classes s0 and so on, and what changes in the dark. */
    static String ofSenders(int count) {
        StringBuilder style = new StringBuilder();
        StringBuilder dark = new StringBuilder(
                "@media(prefers-color-scheme:dark){svg{--page:#14171c;--ink:#e8eaed;--dim:#98a0ad;--grid:#2b3038;--lane:#1d2127;--line:#3a404a;"
                        + "--bar:#f1f3f5;--gone:#ff6b6b;--in:#43cfa6}");
        for (int i = 0; i < count; i++) {
            String[] colour = SENDERS[i % SENDERS.length];
            style.append(".s").append(i).append("{--c:").append(colour[0]).append('}');
            dark.append(".s").append(i).append("{--c:").append(colour[1]).append('}');
        }
        return style + ".stroke{stroke:var(--c)}.fill{fill:var(--c)}" + dark + "}";
    }
}
