/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.TopicException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicTableTest {

    private static final Member A = new Member("a", new Incarnation(0, 1));
    private static final Member B = new Member("b", new Incarnation(0, 2));
    private static final Member C = new Member("c", new Incarnation(0, 3));
    private static final View VIEW =
            new View(new ViewId(4, 1, A.incarnation()), List.of(A, B, C), List.of(), List.of());

    private final TopicTable table = new TopicTable(2);

    @Test
    void members_standInRankOrder_andChangesCount() {
        TopicGroup group = table.findOrCreate(7, "t", null, 4);
        group.join(C, VIEW);
        GroupView view = group.join(A, VIEW);

        assertThat(view.id()).isEqualTo(new GroupViewId(4, 2));
        assertThat(view.members()).containsExactly(A, C);
        assertThat(view.joined()).containsExactly(A);
        assertThat(group.order()).isEqualTo(Order.TOTAL);
    }

    @Test
    void sequence_startsAgainWithEachGroupView() {
        TopicGroup group = table.findOrCreate(7, "t", null, 4);
        group.join(A, VIEW);
        assertThat(group.nextSequence(1)).isEqualTo(1);
        assertThat(group.nextSequence(1)).isEqualTo(2);

        group.join(B, VIEW);

        assertThat(group.nextSequence(1)).isEqualTo(1);
    }

    @Test
    void refusals_nameTheReason() {
        join(7, "t", Order.FIFO, A);
        assertThat(table.refusal(7, "t", Order.TOTAL, B.incarnation()))
                .isInstanceOf(TopicException.OrderMismatch.class);
        assertThat(table.refusal(7, "t", null, B.incarnation())).isNull();
        assertThat(table.refusal(7, "t", null, A.incarnation())).hasMessageContaining("already");
        assertThat(table.refusal(7, "other", null, B.incarnation())).hasMessageContaining("another name");
        join(8, "u", null, A);
        assertThat(table.refusal(9, "v", null, A.incarnation())).hasMessageContaining("more than 2 topics");
    }

    @Test
    void emptyTopic_isUnknown_butItsGroupViewsGoOn() {
        TopicGroup group = join(7, "t", Order.FIFO, A);
        group.leave(A);

        assertThat(table.find(7)).isNull();
        assertThat(join(7, "t", Order.TOTAL, B).viewId()).isEqualTo(new GroupViewId(4, 3));
        assertThat(group.order()).isEqualTo(Order.TOTAL);
    }

    @Test
    void newView_removesTheLostFromAllTopics() {
        TopicGroup group = join(7, "t", null, A);
        group.join(B, VIEW);
        View next = new View(new ViewId(5, 1, B.incarnation()), List.of(B, C), List.of(), List.of(A));

        GroupView view = group.startView(next);

        assertThat(view.id()).isEqualTo(new GroupViewId(5, 0));
        assertThat(view.members()).containsExactly(B);
        assertThat(view.left()).containsExactly(A);
    }

    private TopicGroup join(int id, String name, Order order, Member joiner) {
        assertThat(table.refusal(id, name, order, joiner.incarnation())).isNull();
        TopicGroup group = table.findOrCreate(id, name, order, 4);
        group.join(joiner, VIEW);
        return group;
    }
}
