/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {

    private static final Duration SOON = Duration.ofMillis(1);

    private final Board board = new Board(Journal.silent());

    @Test
    void member_isActiveWithItsFirstView() throws Exception {
        BoardEntry ant = board.started("ant", 1);
        ant.installed(view("1.0", "ant"));
        board.await("the view", SOON, () -> ant.isInViewOf(List.of("ant")));
        assertThat(ant.snapshot().state()).isEqualTo(MemberState.ACTIVE);
        assertThat(board.view().coordinator()).isEqualTo("ant");
    }

    @Test
    void whatDoesNotHappen_isNamed() {
        assertThatThrownBy(() -> board.await("the view of all", SOON, () -> false))
                .hasMessage("the view of all did not happen within 0 s");
    }

    @Test
    void differentDigests_failTheDemo() {
        board.started("ant", 1).ended(new EndedView("1.0", "2.0", 1, "aa"));
        board.started("bee", 2).ended(new EndedView("1.0", "2.0", 1, "bb"));
        assertThatThrownBy(() -> board.watch(SOON)).hasMessageContaining("different messages in view 1.0");
    }

    @Test
    void unexpectedEnd_failsTheDemoWithTheMembersOwnWords() {
        BoardEntry ant = board.started("ant", 1);
        ant.lost("the cluster went on without it");
        ant.exited(3);
        assertThatThrownBy(() -> board.watch(SOON)).hasMessage("ant ended: the cluster went on without it");
    }

    @Test
    void unexpectedEndWithoutAWord_failsTheDemo() {
        board.started("ant", 1).exited(134);
        assertThatThrownBy(() -> board.watch(SOON)).hasMessage("ant ended with exit code 134");
    }

    @Test
    void wantedEnds_areFine() throws Exception {
        BoardEntry ant = board.started("ant", 1);
        board.become("ant", MemberState.KILLED);
        ant.exited(137);
        BoardEntry bee = board.started("bee", 2);
        board.become("bee", MemberState.LEAVING);
        bee.exited(0);
        board.watch(SOON);
        assertThat(bee.hasLeft()).isTrue();
    }

    @Test
    void progress_countsOnlyForTheCurrentView() {
        BoardEntry ant = board.started("ant", 1);
        ant.installed(view("1.0", "ant"));
        ant.progress(new Progress("1.0", 5, 0, 0, 0, 0));
        assertThat(ant.hasDelivered(5)).isTrue();
        assertThat(ant.hasDelivered(6)).isFalse();
        ant.installed(view("2.0", "ant"));
        assertThat(ant.hasDelivered(5)).isFalse();
    }

    @Test
    void afterTheShow_nothingIsWrittenAnyMore() throws Exception {
        BoardEntry ant = board.started("ant", 1);
        board.close();
        ant.installed(view("1.0", "ant"));
        ant.exited(1);
        board.watch(SOON);
        assertThat(board.snapshot().view()).isNull();
    }

    @Test
    void summary_isTheLastLine() {
        BoardEntry ant = board.started("ant", 1);
        BoardEntry bee = board.started("bee", 2);
        for (BoardEntry member : List.of(ant, bee)) {
            member.installed(view("1.0", "ant", "bee"));
            member.ended(new EndedView("1.0", "2.0", 7, "aa"));
        }
        assertThat(board.summary()).isEqualTo("1 views, 7 messages, digests equal at 2 of 2");
    }

    private static InstalledView view(String id, String... members) {
        return new InstalledView(id, List.of(members), List.of(), "");
    }
}
