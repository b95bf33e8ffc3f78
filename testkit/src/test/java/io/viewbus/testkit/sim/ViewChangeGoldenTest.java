/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.testkit.sim.ViewChangeFigures.Change;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a change of the view takes when nobody lacks anything. The bounds of what it sends stand in docs/TESTING.md. */
class ViewChangeGoldenTest {

    /** PREPARE, STATE, PROPOSE, READY, COMMIT. */
    private static final long MOST_DELAYS = 5;

    private static final List<Integer> SIZES = List.of(3, 16, 64);
    /** A bound that is much too high would hide that a change became expensive. */
    private static final double LEAST_SHARE = 0.8;

    @ParameterizedTest
    @CsvSource({"membership alone, false", "with messages, true"})
    void changesAreFastAndSmall(String title, boolean withMessaging) throws IOException {
        Map<Change, List<Long>> bytes = new EnumMap<>(Change.class);
        for (int size : SIZES) {
            ViewChangeFigures.measure(size, withMessaging).forEach((change, figure) -> {
                assertThat(figure.delays())
                        .as("one-way delays of a %s with %d members", change, size)
                        .isBetween(1L, MOST_DELAYS);
                bytes.computeIfAbsent(change, key -> new ArrayList<>()).add(figure.bytes());
            });
        }
        verify(title, bytes);
    }

    private static void verify(String title, Map<Change, List<Long>> bytes) throws IOException {
        Golden table = new Golden("../docs/TESTING.md", "control bytes of a change, " + title);
        List<String> rows = new ArrayList<>();
        rows.add(SIZES.stream().map(String::valueOf).collect(Collectors.joining(" | ", "| " + title + " | ", " |")));
        rows.add("|---".repeat(SIZES.size() + 1) + "|");
        bytes.forEach((change, figures) -> rows.add(row(change, figures)));
        if (Golden.isWriting()) {
            table.write(rows);
        }
        List<Long> bounds = figures(table.read());
        List<Long> measured = bytes.values().stream().flatMap(List::stream).toList();
        assertThat(bounds).hasSameSizeAs(measured);
        for (int i = 0; i < bounds.size(); i++) {
            assertThat(measured.get(i))
                    .as("figure %d of%n%s%nof %s; if it may be so, run%n%s", i + 1, rows, bytes, Golden.REFRESH)
                    .isLessThanOrEqualTo(bounds.get(i))
                    .isGreaterThan((long) (LEAST_SHARE * bounds.get(i)));
        }
    }

    private static String row(Change change, List<Long> figures) {
        StringBuilder row = new StringBuilder("| " + change.name().toLowerCase(Locale.ROOT) + " |");
        figures.forEach(figure -> row.append(String.format(Locale.ROOT, " %,d |", boundOf(figure))));
        return row.toString();
    }

    /** Returns the next number of two digits and zeros, so that a byte more or less changes no document. */
    private static long boundOf(long figure) {
        long unit = 1;
        while (figure / unit >= 100) {
            unit *= 10;
        }
        return (figure + unit - 1) / unit * unit;
    }

    private static List<Long> figures(List<String> table) {
        return table.stream()
                .skip(2)
                .flatMap(row -> Stream.of(row.split("\\|")).skip(2))
                .map(cell -> Long.valueOf(cell.strip().replace(",", "")))
                .toList();
    }
}
