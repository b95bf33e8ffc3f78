/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import java.util.Collection;

/** One page with everything in it that people may want to see; it loads nothing. */
final class HtmlPage {

    private static final String HEAD = """
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>viewbus perf</title>
            <style>
            :root{color-scheme:light dark;--ink:#1f2328;--faint:#59636e;--line:#d1d9e0;--paper:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#f0f6fc;--faint:#9198a1;--line:#3d444d;--paper:#0d1117}}
            body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1rem}
            h1{font-size:1.5rem} h2{font-size:1.15rem;margin-top:2rem}
            table{border-collapse:collapse;font-variant-numeric:tabular-nums;display:block;overflow-x:auto}
            th,td{padding:.2rem .7rem;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
            th:nth-child(-n+3),td:nth-child(-n+3){text-align:left}
            th{color:var(--faint);font-weight:500} code{overflow-wrap:anywhere} svg{max-width:100%;height:auto;display:block;margin:1rem 0}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem} dt{color:var(--faint)} dd{margin:0;overflow-wrap:anywhere}
            </style>
            """;

    private final StringBuilder body = new StringBuilder();

    private HtmlPage() {}

    static String of(Results results, Collection<String> plots) {
        HtmlPage page = new HtmlPage();
        page.body
                .append("<h1>viewbus perf</h1>\n<p><code>")
                .append(Svg.escape(results.command()))
                .append("</code><br>")
                .append(Svg.escape(results.at()))
                .append("</p>\n<p>Only ratios of one run mean something: the systems took turns on one machine.</p>\n");
        plots.forEach(page.body::append);
        page.addRatios(results);
        page.addFigures(results);
        page.addRemarks(results);
        page.addMachine(results);
        return HEAD + page.body + "</html>\n";
    }

    private void addRatios(Results results) {
        if (results.ratios().isEmpty()) {
            return;
        }
        body.append("<h2>Ratios, turn by turn</h2>\n<table>");
        row("th", "system", "over", "metric", "members", "bytes", "median", "min", "max");
        for (Results.Ratio ratio : results.ratios()) {
            Sample sample = ratio.sample();
            row(
                    "td",
                    ratio.one().toString(),
                    ratio.other().toString(),
                    ratio.figure().metric(),
                    String.valueOf(ratio.one().members()),
                    String.valueOf(ratio.one().size()),
                    Numbers.text(sample.median()),
                    Numbers.text(sample.least()),
                    Numbers.text(sample.most()));
        }
        body.append("</table>\n");
    }

    private void addFigures(Results results) {
        body.append("<h2>Figures</h2>\n<table>");
        row("th", "system", "scenario", "metric", "unit", "members", "bytes", "median", "min", "max", "rounds");
        for (Result result : results.results()) {
            Sample sample = result.sample();
            row(
                    "td",
                    result.subject().toString(),
                    result.subject().scenario(),
                    result.figure().metric(),
                    result.figure().unit(),
                    String.valueOf(result.subject().members()),
                    String.valueOf(result.subject().size()),
                    Numbers.text(sample.median()),
                    Numbers.text(sample.least()),
                    Numbers.text(sample.most()),
                    String.valueOf(sample.values().size()));
        }
        body.append("</table>\n");
    }

    private void row(String tag, String... cells) {
        body.append("<tr>");
        for (String cell : cells) {
            body.append('<').append(tag).append('>').append(Svg.escape(cell));
        }
        body.append('\n');
    }

    private void addRemarks(Results results) {
        if (!results.remarks().isEmpty()) {
            body.append("<h2>Remarks</h2>\n<ul>");
            results.remarks()
                    .forEach(remark ->
                            body.append("<li>").append(Svg.escape(remark)).append('\n'));
            body.append("</ul>\n");
        }
    }

    private void addMachine(Results results) {
        body.append("<h2>Machine</h2>\n<dl>");
        results.machine()
                .forEach((name, value) -> body.append("<dt>")
                        .append(Svg.escape(name))
                        .append("<dd>")
                        .append(Svg.escape(value))
                        .append('\n'));
        body.append("</dl>\n");
    }
}
