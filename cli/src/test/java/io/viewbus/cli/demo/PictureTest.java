/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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
                        .startsWith("ant   * active")
                        .contains("1.0", "1,234", "3,702", "80 µs", "20 ms"));
    }

    private List<String> draw() {
        return picture.draw(board.snapshot(), List.of(), 1000);
    }

    private static String lane(List<String> lines) {
        return lines.stream().filter(line -> line.endsWith("▶")).findFirst().orElseThrow();
    }
}
