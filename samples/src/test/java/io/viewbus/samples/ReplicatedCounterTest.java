/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The counter over a hand-made total order: a view changes where the test says, messages keep their order of publishing. */
class ReplicatedCounterTest {

    private final Member ant = new Member("ant", new Incarnation(0, 1));
    private final Member bee = new Member("bee", new Incarnation(0, 2));
    private final Member cat = new Member("cat", new Incarnation(0, 3));
    private final Map<Member, ReplicatedCounter> counters = new LinkedHashMap<>();
    private final ArrayDeque<String> published = new ArrayDeque<>();
    private long change;

    @Test
    void newcomer_learnsTheValue() {
        install(ant);
        add(5);
        install(ant, bee);
        deliverAll();

        assertThat(texts()).containsExactly("5 [ant, bee]", "5 [ant, bee]");
    }

    @Test
    void newcomer_countsWhatIsAddedBeforeItLearnsTheValue() {
        install(ant);
        add(5);
        published.add("add 2");
        install(ant, bee);
        deliverAll();

        assertThat(texts()).containsExactly("7 [ant, bee]", "7 [ant, bee]");
    }

    @Test
    void newcomer_ofLowerRankDoesNotPublishWhatItDoesNotKnow() {
        install(bee);
        add(5);
        install(ant, bee);
        deliverAll();

        assertThat(texts()).containsExactly("5 [ant, bee]", "5 [ant, bee]");
    }

    @Test
    void value_isPublishedAgainWhenTheViewChangesBeforeItArrives() {
        install(ant);
        add(5);
        install(ant, bee);
        install(ant, bee, cat);
        add(1);
        deliverAll();

        assertThat(texts()).containsExactly("6 [ant, bee, cat]", "6 [ant, bee, cat]", "6 [ant, bee, cat]");
    }

    @Test
    void value_survivesItsPublisher() {
        install(ant);
        add(5);
        install(ant, bee);
        deliverAll();
        install(ant, bee, cat);
        published.clear();
        install(bee, cat);
        deliverAll();

        assertThat(texts()).containsExactly("5 [bee, cat]", "5 [bee, cat]");
    }

    @Test
    void value_isUnknownAfterAllWhoKnewItAreGone() {
        install(ant);
        install(ant, bee, cat);
        published.clear();
        install(bee, cat);
        deliverAll();

        assertThat(texts()).containsExactly("unknown [bee, cat]", "unknown [bee, cat]");
    }

    private void install(Member... members) {
        counters.keySet().retainAll(List.of(members));
        for (Member member : members) {
            counters.computeIfAbsent(member, self -> new ReplicatedCounter(self, published::add));
        }
        change++;
        tellAll(new Installed<>(new GroupView(new GroupViewId(1, change), List.of(members), List.of(), List.of())));
    }

    private void add(long amount) {
        tellAll(message("add " + amount));
    }

    private void deliverAll() {
        while (!published.isEmpty()) {
            tellAll(message(published.remove()));
        }
    }

    private GroupEvent<String> message(String text) {
        return new Delivery<>(text, ant, new GroupViewId(1, change), 1);
    }

    private void tellAll(GroupEvent<String> event) {
        new ArrayList<>(counters.values()).forEach(counter -> counter.onEvent(event));
    }

    private List<String> texts() {
        return counters.values().stream().map(ReplicatedCounter::toString).toList();
    }
}
