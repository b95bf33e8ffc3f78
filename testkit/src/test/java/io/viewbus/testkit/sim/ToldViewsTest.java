/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** R4 is broken by each of these, and by nothing that is as it should be. */
class ToldViewsTest {

    private static final int TOPIC = 7;
    private static final Member ANT = new Member("ant", new Incarnation(1, 1));
    private static final Member BEE = new Member("bee", new Incarnation(2, 2));
    private static final View ALONE = view(1, List.of(ANT), List.of(ANT), List.of());
    private static final View BOTH = view(2, List.of(ANT, BEE), List.of(BEE), List.of());
    private static final GroupView FIRST = group(2, 1, List.of(ANT), List.of(ANT), List.of());
    private static final GroupView SECOND = group(2, 2, List.of(ANT, BEE), List.of(BEE), List.of());

    private final List<String> mistakes = new ArrayList<>();
    private final ToldViews told = new ToldViews(ANT, mistakes::add);

    private static View view(long counter, List<Member> members, List<Member> joined, List<Member> left) {
        return new View(new ViewId(counter, 1, ANT.incarnation()), members, joined, left);
    }

    private static GroupView group(
            long counter, long change, List<Member> members, List<Member> joined, List<Member> left) {
        return new GroupView(new GroupViewId(counter, change), members, joined, left);
    }

    @Test
    void viewsThatFollow_areFine() {
        told.installed(ALONE);
        told.primaryState(PrimaryState.PRIMARY);
        told.installed(BOTH);
        told.primaryState(PrimaryState.NOT_PRIMARY);
        told.joined(TOPIC, FIRST);
        told.message(TOPIC, FIRST.id(), 1, false);
        told.changed(TOPIC, SECOND);
        told.message(TOPIC, SECOND.id(), 1, false);
        told.message(TOPIC, SECOND.id(), 2, false);
        told.ending(TOPIC, SECOND.id());
        told.message(TOPIC, SECOND.id(), 3, true);
        told.changed(TOPIC, group(3, 0, List.of(ANT), List.of(), List.of(BEE)));
        told.ended(TOPIC);
        told.joined(TOPIC, group(3, 2, List.of(ANT), List.of(ANT), List.of()));

        assertThat(mistakes).isEmpty();
    }

    @Test
    void viewThatDoesNotGrow() {
        told.installed(BOTH);
        told.installed(BOTH);

        assertThat(mistakes).hasSize(1).first().asString().contains("after");
    }

    @Test
    void viewThatLosesSomebodySilently() {
        told.installed(BOTH);
        told.installed(view(3, List.of(ANT), List.of(), List.of()));

        assertThat(mistakes).hasSize(1).first().asString().contains("cannot get from");
    }

    @Test
    void viewOfOthers() {
        told.installed(view(1, List.of(BEE), List.of(BEE), List.of()));

        assertThat(mistakes).hasSize(1).first().asString().contains("in which it is not");
    }

    @Test
    void stateThatIsTheSame() {
        told.primaryState(PrimaryState.PRIMARY);
        told.primaryState(PrimaryState.PRIMARY);

        assertThat(mistakes).hasSize(1);
    }

    @Test
    void groupViewThatGoesBack() {
        told.joined(TOPIC, SECOND);
        told.changed(TOPIC, group(2, 1, List.of(ANT, BEE), List.of(), List.of()));

        assertThat(mistakes).hasSize(1).first().asString().contains("after");
    }

    @Test
    void groupViewWithSomebodyWhoDidNotJoin() {
        told.joined(TOPIC, FIRST);
        told.changed(TOPIC, group(2, 2, List.of(ANT, BEE), List.of(), List.of()));

        assertThat(mistakes).hasSize(1).first().asString().contains("cannot get from");
    }

    @Test
    void messageOfTheViewBefore() {
        told.joined(TOPIC, FIRST);
        told.changed(TOPIC, SECOND);
        told.message(TOPIC, FIRST.id(), 1, false);

        assertThat(mistakes).hasSize(1).first().asString().contains("in which it is not");
    }

    @Test
    void messageThatSkipsANumber() {
        told.joined(TOPIC, FIRST);
        told.message(TOPIC, FIRST.id(), 2, false);

        assertThat(mistakes).hasSize(1).first().asString().contains("as number 1");
    }

    @Test
    void messageOnTheWrongSideOfTheSignal() {
        told.joined(TOPIC, FIRST);
        told.message(TOPIC, FIRST.id(), 1, true);
        told.ending(TOPIC, FIRST.id());
        told.message(TOPIC, FIRST.id(), 2, false);

        assertThat(mistakes).hasSize(2).allMatch(mistake -> mistake.contains("wrong side"));
    }

    @Test
    void secondSignal() {
        told.joined(TOPIC, FIRST);
        told.ending(TOPIC, FIRST.id());
        told.ending(TOPIC, FIRST.id());

        assertThat(mistakes).hasSize(1).first().asString().contains("out of place");
    }

    @Test
    void anythingAfterTheEnd() {
        told.joined(TOPIC, FIRST);
        told.ended(TOPIC);
        told.changed(TOPIC, SECOND);
        told.message(TOPIC, SECOND.id(), 1, false);
        told.ending(TOPIC, SECOND.id());

        assertThat(mistakes).hasSize(3);
    }
}
