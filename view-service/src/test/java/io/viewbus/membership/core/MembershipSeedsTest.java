/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Membership alone under loss, delay, crashes, pauses, partitions, leaves and restarts drawn from seeds. The simulator does this
 * with messages; here a wrong view shows within a second of a build.
 */
class MembershipSeedsTest {

    private static final int SEEDS_PER_BLOCK = 50;

    /** 3434: members given up in a ballot that failed were never counted again, so no quorum ever came back. */
    @ParameterizedTest
    @ValueSource(longs = {3434})
    void shouldNotFallBackIntoErrorsOfThePast(long seed) {
        new Run(seed).go();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void shouldAgreeOnOneChainOfViews(long block) {
        for (long seed = block * SEEDS_PER_BLOCK; seed < (block + 1) * SEEDS_PER_BLOCK; seed++) {
            new Run(seed).go();
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final CoreCluster cluster;
        private final List<Node> all = new ArrayList<>();
        private int generation;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed * 7919 + 17);
            this.cluster = new CoreCluster(seed % 2 == 0 ? 0 : 3);
        }

        void go() {
            int size = 3 + random.nextInt(3);
            for (int i = 0; i < size; i++) {
                start("n" + i);
            }
            cluster.run(3000);
            int faults = 2 + random.nextInt(5);
            for (int i = 0; i < faults; i++) {
                fault();
                cluster.run(200 + random.nextInt(2500));
                checkSafety();
            }
            heal();
            cluster.run(12_000);
            checkSafety();
            checkConvergence();
        }

        private void start(String name) {
            all.add(cluster.start(name));
        }

        private List<Node> alive() {
            return all.stream().filter(node -> node.running && !node.ended).toList();
        }

        private void fault() {
            List<Node> alive = alive();
            Node victim = alive.get(random.nextInt(alive.size()));
            switch (random.nextInt(7)) {
                case 0 -> lossy(random.nextInt(30));
                case 1 -> partition();
                case 2 -> crash(victim);
                case 3 -> pause(victim, 100 + random.nextInt(3000));
                case 4 -> leave(victim);
                case 5 -> startNewcomer();
                default -> oneWay(victim);
            }
        }

        /** Under the dev rule a starter that hears nobody founds a cluster of its own, so it starts on a whole network. */
        private void startNewcomer() {
            if (cluster.config.expectedSize() == 0) {
                heal();
            }
            start("x" + generation++);
        }

        private void lossy(int percent) {
            cluster.link = (from, to) -> random.nextInt(100) >= percent;
            cluster.delayNs = (from, to) -> random.nextInt(20) * CoreCluster.MS;
        }

        private void partition() {
            int cut = 1 + random.nextInt(2);
            cluster.link = (from, to) -> (all.indexOf(from) < cut) == (all.indexOf(to) < cut);
        }

        private void oneWay(Node victim) {
            cluster.link = (from, to) -> to != victim;
        }

        private void crash(Node victim) {
            if (keepsQuorumWithout(victim)) {
                victim.running = false;
                victim.ended = true;
                if (random.nextBoolean() && cluster.config.expectedSize() > 0) {
                    start(victim.member.name());
                }
            }
        }

        private void leave(Node victim) {
            if (keepsQuorumWithout(victim)) {
                victim.core.leave();
            }
        }

        /** Only what does not cost the primary for good, whatever view the others are in. */
        private boolean keepsQuorumWithout(Node victim) {
            return alive().size() >= 4
                    && alive().stream().filter(node -> node != victim).allMatch(node -> keepsQuorum(node, victim));
        }

        private boolean keepsQuorum(Node node, Node victim) {
            if (node.views.isEmpty()) {
                return true;
            }
            List<Member> members = node.view().members();
            long left = members.stream()
                    .filter(member -> isAlive(member) && !member.equals(victim.member))
                    .count();
            return 2 * left > members.size() + 1;
        }

        private boolean isAlive(Member member) {
            return alive().stream().anyMatch(node -> node.member.equals(member));
        }

        private void pause(Node victim, int ms) {
            victim.running = false;
            cluster.run(ms);
            victim.running = true;
        }

        private void heal() {
            cluster.link = (from, to) -> true;
            cluster.delayNs = (from, to) -> 0;
        }

        private void checkSafety() {
            Map<Long, View> chain = new TreeMap<>();
            for (Node node : all) {
                long last = 0;
                for (View view : node.views) {
                    assertThat(view.id().counter()).as("M3, seed %d", seed).isGreaterThan(last);
                    last = view.id().counter();
                    View same = chain.putIfAbsent(view.id().counter(), view);
                    assertThat(same == null || same.equals(view))
                            .as("M4/M8, seed %d: %s and %s", seed, same, view)
                            .isTrue();
                    assertThat(view.members()).as("M1, seed %d", seed).contains(node.member);
                }
            }
        }

        private void checkConvergence() {
            List<Node> alive = alive();
            List<Node> members =
                    alive.stream().filter(node -> !node.views.isEmpty()).toList();
            if (members.isEmpty()) {
                return;
            }
            View newest = members.get(0).view();
            for (Node node : members) {
                newest = newest.id().compareTo(node.view().id()) < 0 ? node.view() : newest;
            }
            long survivors = newest.members().stream().filter(this::isAlive).count();
            if (2 * survivors <= newest.members().size()) {
                return;
            }
            for (Node node : alive) {
                assertThat(node.views)
                        .as("L8, seed %d: %s has no view", seed, node.member)
                        .isNotEmpty();
                assertThat(node.view()).as("L1, seed %d: %s", seed, node.member).isEqualTo(newest);
            }
            assertThat(newest.members())
                    .as("L1, seed %d", seed)
                    .containsExactlyInAnyOrderElementsOf(
                            alive.stream().map(node -> node.member).toList());
        }
    }
}
