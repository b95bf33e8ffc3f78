/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.testkit.check.Statements;
import io.viewbus.testkit.check.Violation;
import io.viewbus.testkit.recorded.Verdict;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a verdict is printed. */
final class VerdictFormat {

    /** One broken guarantee breaks others; the first are those to read. */
    private static final int MOST_VIOLATIONS = 20;

    private VerdictFormat() {}

    /** Writes lines for people. */
    static void write(Verdict verdict, PrintWriter out) {
        line(
                out,
                String.format(
                        Locale.ROOT,
                        "%d recordings of %s: %s, %,d messages, %,d deliveries",
                        verdict.recordings(),
                        String.join(" ", names(verdict)),
                        views(verdict),
                        verdict.sent(),
                        verdict.delivered()));
        verdict.remarks().forEach(remark -> line(out, "note: " + remark));
        line(out, "checked: " + String.join(" ", verdict.checked()));
        for (Violation violation : first(verdict)) {
            line(
                    out,
                    violation.number() + " " + violation.name() + " is broken at " + violation.member() + ": "
                            + violation.detail());
            line(out, "  " + violation.number() + " says: " + Statements.of(violation.number()));
        }
        line(out, verdict.isClean() ? "verify ok" : "verify FAILED: " + broken(verdict));
    }

    /** Writes one object. */
    static void writeJson(Verdict verdict, PrintWriter out) {
        line(
                out,
                new JsonObject()
                        .put("ok", verdict.isClean())
                        .put("recordings", verdict.recordings())
                        .put("members", names(verdict))
                        .put("views", verdict.views().size())
                        .put("messages", verdict.sent())
                        .put("deliveries", verdict.delivered())
                        .put("events", verdict.events())
                        .put("checked", verdict.checked())
                        .put("remarks", verdict.remarks())
                        .put(
                                "violations",
                                first(verdict).stream().map(Violation::toString).toList())
                        .toString());
    }

    private static List<Violation> first(Verdict verdict) {
        return verdict.violations().stream().limit(MOST_VIOLATIONS).toList();
    }

    private static String broken(Verdict verdict) {
        return verdict.violations().stream()
                .map(violation -> violation.number() + " " + violation.name())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static List<String> names(Verdict verdict) {
        TreeSet<String> names = new TreeSet<>();
        for (View view : verdict.views()) {
            view.members().stream().map(Member::name).forEach(names::add);
        }
        return List.copyOf(names);
    }

    private static String views(Verdict verdict) {
        List<View> views = verdict.views();
        return views.isEmpty()
                ? "no view"
                : views.size() == 1
                        ? "view " + views.get(0).id()
                        : "views " + views.get(0).id() + " to "
                                + views.get(views.size() - 1).id();
    }

    /** The same end of line on every system. */
    private static void line(PrintWriter out, String text) {
        out.print(text + "\n");
        out.flush();
    }
}
