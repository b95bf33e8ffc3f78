/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.cli.TerminalSize;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

    private final Board board = new Board(Journal.silent());
    private final Picture picture = new Picture(DemoPlan.of(3, 20, 100));

    @Test
    void lane_tellsTheStoryOfAMember() {
        BoardEntry ant = board.started("ant", 1);
        draw();
        ant.installed(new InstalledView("1.0", List.of("ant"), List.of("ant"), "[ant] +ant"));
        draw();
        ant.progress(new Progress("1.0", 5, 100, 300, 80, 200));
        draw();
        board.become("ant", MemberState.KILLED);
        draw();
        assertThat(lane(draw())).endsWith("┃●× ▶");
    }

    @Test
    void row_showsRatesAndMarksTheCoordinator() {
        BoardEntry ant = board.started("ant", 1);
        ant.installed(new InstalledView("1.0", List.of("ant"), List.of("ant"), "[ant] +ant"));
        ant.progress(new Progress("1.0", 5, 1234, 3702, 80, 20_000));
        assertThat(draw())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("ant  * active")
                        .contains("1.0", "1,234", "3,702", "80 µs", "20 ms"));
    }

    @ParameterizedTest
    @CsvSource({"60,20", "79,24", "119,40", "10,5", "1,1"})
    void picture_fitsAndShowsWhatIsNew(int columns, int rows) {
        board.started("ant", 1).installed(new InstalledView("1.0", List.of("ant"), List.of("ant"), "[ant] +ant"));
        List<String> events = IntStream.range(0, 50).mapToObj(i -> "event " + i).toList();
        List<String> lines = picture.draw(board.snapshot(), events, 1000, new TerminalSize(columns, rows));
        assertThat(lines).hasSize(rows).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        if (rows > 10) {
            assertThat(lane(lines)).hasSize(columns).endsWith("─▶");
            assertThat(lines.get(rows - 1)).isEqualTo("event 49");
        }
    }

    @Test
    void table_needs59Columns() {
        BoardEntry ant = board.started("ant", 1);
        ant.installed(new InstalledView("10.12", List.of("ant"), List.of("ant"), "[ant] +ant"));
        ant.progress(new Progress("10.12", 5, 100_000, 900_000, 9_999, 60_000_000));
        assertThat(picture.draw(board.snapshot(), List.of(), 1000, new TerminalSize(59, 24)))
                .anySatisfy(line -> assertThat(line).endsWith(" 60000 ms"));
    }

    @Test
    void smallestTerminal_showsTheLatestEvents() {
        DemoPlan plan = DemoPlan.of(3, 20, 100);
        plan.members().forEach(name -> board.started(name, 1));
        TerminalSize smallest = Picture.smallest(plan);
        List<String> lines = new Picture(plan).draw(board.snapshot(), List.of("first", "second"), 1000, smallest);
        assertThat(lines).hasSize(smallest.rows()).endsWith("first", "second");
        assertThat(smallest.columns()).isEqualTo(60);
    }

    private List<String> draw() {
        return picture.draw(board.snapshot(), List.of(), 1000, new TerminalSize(79, 24));
    }

    private static String lane(List<String> lines) {
        return lines.stream().filter(line -> line.endsWith("▶")).findFirst().orElseThrow();
    }
}
