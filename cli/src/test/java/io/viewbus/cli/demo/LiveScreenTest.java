/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LiveScreenTest {

    private static final String OTHER_SCREEN = "\033[?1049h";
    private static final String CURSOR_AND_SCREEN_BACK = "\033[?25h\033[?1049l";

    @Test
    void screen_isGivenBackWithTheLastPictureOnIt() {
        StringWriter terminal = new StringWriter();
        Journal journal = Journal.silent();
        DemoScreen screen =
                LiveScreen.open(DemoPlan.of(3, 20, 100), new Board(journal), journal, new PrintWriter(terminal, true));
        Awaitility.await().until(() -> terminal.toString().contains("no view yet"));
        journal.add("the last event");
        screen.close();

        assertThat(terminal.toString()).startsWith(OTHER_SCREEN).containsOnlyOnce(CURSOR_AND_SCREEN_BACK);
        String left = terminal.toString()
                .substring(terminal.toString().indexOf(CURSOR_AND_SCREEN_BACK) + CURSOR_AND_SCREEN_BACK.length());
        assertThat(left).contains("no view yet", "the last event").doesNotContain("\033");
    }
}
