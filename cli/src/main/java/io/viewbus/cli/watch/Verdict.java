/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What a check came to, as monitoring systems want it.
 *
 * @param status how bad it is
 * @param text what is wrong, or what is well
 * @param figures what was measured, each as {@code name=value;warning;critical}
 */
record Verdict(Status status, String text, List<String> figures) {

    Verdict {
        figures = List.copyOf(figures);
    }

    /** By ascending exit code. */
    enum Status {
        /** All is well. */
        OK(0),
        /** Somebody should look at it. */
        WARNING(1),
        /** Somebody must do something. */
        CRITICAL(2),
        /** It cannot be said. */
        UNKNOWN(3);

        private final int exitCode;

        Status(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }
    }

    /** One line: status, text, and figures behind a bar. */
    String line() {
        return status + ": " + text + (figures.isEmpty() ? "" : " | " + String.join(" ", figures));
    }

    String json() {
        return new JsonObject()
                .put("status", status.name().toLowerCase(Locale.ROOT))
                .put("exitCode", status.exitCode())
                .put("text", text)
                .put("figures", figures)
                .toString();
    }
}
