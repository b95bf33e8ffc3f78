/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {

    @Test
    void answerOfStty_isRowsAndColumns() {
        assertThat(TerminalSize.parse("40 120\n")).isEqualTo(new TerminalSize(120, 40));
    }

    @Test
    void smallTerminal_isNotTakenForALargerOne() {
        assertThat(TerminalSize.parse("2 5\n")).isEqualTo(new TerminalSize(5, 2));
    }

    @Test
    void room_isNeededBothWays() {
        assertThat(new TerminalSize(60, 16).holds(new TerminalSize(60, 16))).isTrue();
        assertThat(new TerminalSize(59, 16).holds(new TerminalSize(60, 16))).isFalse();
        assertThat(new TerminalSize(60, 15).holds(new TerminalSize(60, 16))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "0 80\n", "stty: no terminal", "24"})
    void noSize_isAnOrdinaryTerminal(String answer) {
        assertThat(TerminalSize.parse(answer)).isEqualTo(new TerminalSize(80, 24));
    }

    @Test
    void size_isKnownEvenWithoutATerminal() {
        assertThat(TerminalSize.now().columns()).isPositive();
    }
}
