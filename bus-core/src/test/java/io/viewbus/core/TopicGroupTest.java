/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupView;
import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.View.Component;
import io.viewbus.view.ViewId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicGroupTest {

    private static final Member ANT = new Member("ant", new Incarnation(0, 1));
    private static final Member BEE = new Member("bee", new Incarnation(0, 2));
    private static final Member CAT = new Member("cat", new Incarnation(0, 3));
    private static final Member DOG = new Member("dog", new Incarnation(0, 4));
    private static final ViewId LEFT = new ViewId(7, 1, ANT.incarnation());
    private static final ViewId RIGHT = new ViewId(6, 1, CAT.incarnation());

    @Test
    void merged_saysWhoComesFromWhichPart() {
        View merged = new View(
                new ViewId(8, 1, ANT.incarnation()),
                List.of(ANT, BEE, CAT, DOG),
                List.of(CAT, DOG),
                List.of(),
                true,
                List.of(new Component(LEFT, List.of(ANT, BEE)), new Component(RIGHT, List.of(CAT, DOG))));
        TopicGroup group = new TopicGroup("news", 1, Order.TOTAL, 8);
        group.enter(List.of(DOG), merged);
        group.enter(List.of(BEE, ANT), merged);

        GroupView view = group.merged(merged);

        assertThat(view.members()).containsExactly(ANT, BEE, DOG);
        assertThat(view.joined()).containsExactly(DOG);
        assertThat(view.components())
                .containsExactly(new Component(LEFT, List.of(ANT, BEE)), new Component(RIGHT, List.of(DOG)));
    }

    @Test
    void merged_ofOnePart_hasNoComponents() {
        View view = new View(new ViewId(8, 1, ANT.incarnation()), List.of(ANT, BEE), List.of(BEE), List.of());
        TopicGroup group = new TopicGroup("news", 1, Order.TOTAL, 8);
        group.enter(List.of(BEE), view);

        assertThat(group.merged(view).components()).isEmpty();
        assertThat(group.merged(view)).hasToString("GroupView[id=8.0, members=[bee], joined=[bee], left=[]]");
    }
}
