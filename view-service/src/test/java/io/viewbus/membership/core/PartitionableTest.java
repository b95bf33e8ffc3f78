/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.view.ClusterException.JoinFailed;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import io.viewbus.view.ViewKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Under the policy PARTITIONABLE every part goes on, and parts that meet merge in one change. */
class PartitionableTest {

    private static final int SEEDS_PER_BLOCK = 40;

    private static CoreCluster cluster(int expectedSize) {
        return new CoreCluster(MembershipConfig.of("test")
                .withExpectedSize(expectedSize)
                .withPartitions(PartitionPolicy.PARTITIONABLE));
    }

    private static List<Node> formed(CoreCluster cluster, String... names) {
        List<Node> nodes = new ArrayList<>();
        for (String name : names) {
            nodes.add(cluster.start(name));
        }
        cluster.run(3000);
        assertThat(nodes.get(0).view().members()).hasSize(names.length);
        return nodes;
    }

    private static void split(CoreCluster cluster, String... groups) {
        cluster.link = (from, to) -> {
            for (String group : groups) {
                if (group.contains(from.member.name())) {
                    return group.contains(to.member.name());
                }
            }
            return false;
        };
    }

    @Test
    void bothHalvesGoOnAndMergeInOneChange() {
        CoreCluster cluster = cluster(0);
        List<Node> nodes = formed(cluster, "a", "b", "c", "d");
        split(cluster, "ab", "cd");
        cluster.run(3000);
        assertThat(nodes.get(0).names()).isEqualTo("a b");
        assertThat(nodes.get(2).names()).isEqualTo("c d");
        ViewId ab = nodes.get(0).view().id();
        ViewId cd = nodes.get(2).view().id();
        int before = nodes.get(0).views.size();

        cluster.link = (from, to) -> true;
        cluster.run(4000);

        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.view()).isEqualTo(nodes.get(0).view()));
        View merged = nodes.get(0).view();
        assertThat(nodes.get(0).views).hasSize(before + 1);
        assertThat(merged.kind()).isEqualTo(ViewKind.MERGED);
        assertThat(merged.components()).extracting(View.Component::prior).containsExactlyInAnyOrder(ab, cd);
        assertThat(merged.members()).hasSize(4);
    }

    @Test
    void eightSingletonsMergeAtOnce() {
        CoreCluster cluster = cluster(0);
        List<Node> nodes = formed(cluster, "a", "b", "c", "d", "e", "f", "g", "h");
        cluster.link = (from, to) -> false;
        cluster.run(3000);
        assertThat(nodes).allSatisfy(node -> assertThat(node.view().members()).hasSize(1));
        int before = nodes.get(0).views.size();

        cluster.link = (from, to) -> true;
        cluster.run(5000);

        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.view()).isEqualTo(nodes.get(0).view()));
        assertThat(nodes.get(0).view().members()).hasSize(8);
        assertThat(nodes.get(0).views.size() - before).isLessThanOrEqualTo(3);
    }

    @Test
    void aPartThatIsNoMoreThanHalfSaysSo() {
        CoreCluster cluster = cluster(3);
        List<Node> nodes = formed(cluster, "a", "b", "c");
        split(cluster, "ab", "c");
        cluster.run(3000);

        assertThat(nodes.get(0).view().kind()).isEqualTo(ViewKind.REGULAR);
        assertThat(nodes.get(2).view().kind()).isEqualTo(ViewKind.NO_QUORUM);
        assertThat(nodes.get(2).states).endsWith(PrimaryState.NOT_PRIMARY);
    }

    @Test
    void aMemberOfTheOtherPolicyIsRefused() {
        CoreCluster cluster = cluster(0);
        formed(cluster, "a");
        Node other = cluster.start("p", List.of(), MembershipConfig.of("test"));
        cluster.run(2000);

        assertThat(other.cause).isInstanceOf(JoinFailed.class).hasMessageContaining("policy PARTITIONABLE");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void partsAlwaysBecomeOneAgain(long block) {
        for (long seed = block * SEEDS_PER_BLOCK; seed < (block + 1) * SEEDS_PER_BLOCK; seed++) {
            new Run(seed).go();
        }
    }

    /** Partitions, loss, one-way links, pauses, crashes and joins drawn from a seed. */
    private static final class Run {
        private final long seed;
        private final Random random;
        private final CoreCluster cluster = cluster(0);
        private final List<Node> all = new ArrayList<>();
        private int generation;

        Run(long seed) {
            this.seed = seed;
            this.random = new Random(seed * 104_729 + 3);
        }

        void go() {
            int size = 3 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                all.add(cluster.start("n" + i));
            }
            cluster.run(3000);
            for (int i = 0; i < 8; i++) {
                fault();
                cluster.run(100 + random.nextInt(2500));
            }
            cluster.link = (from, to) -> true;
            cluster.delayNs = (from, to) -> 0;
            all.stream().filter(node -> !node.ended).forEach(node -> node.running = true);
            cluster.run(20_000);
            checkConvergence();
            checkViews();
        }

        private void fault() {
            Node victim = all.get(random.nextInt(all.size()));
            switch (random.nextInt(6)) {
                case 0 -> {
                    long side = random.nextLong();
                    cluster.link = (from, to) -> side(side, from) == side(side, to);
                }
                case 1 -> cluster.link = (from, to) -> to != victim;
                case 2 -> cluster.link = (from, to) -> random.nextInt(100) >= 20;
                case 3 -> victim.running = !victim.running && !victim.ended;
                case 4 -> cluster.delayNs = (from, to) -> random.nextInt(30) * CoreCluster.MS;
                default -> change(victim);
            }
        }

        private void change(Node victim) {
            long alive = all.stream().filter(node -> !node.ended).count();
            if (alive > 2 && random.nextBoolean()) {
                victim.running = false;
                victim.ended = true;
            } else {
                cluster.link = (from, to) -> true;
                all.add(cluster.start("x" + generation++));
            }
        }

        private boolean side(long bits, Node node) {
            return (bits >>> all.indexOf(node) & 1) == 1;
        }

        private void checkConvergence() {
            List<Node> alive = all.stream().filter(node -> !node.ended).toList();
            List<String> views = alive.stream()
                    .map(node -> node.member.name() + ": "
                            + (node.views.isEmpty() ? "none" : node.view().id() + " " + node.names()))
                    .toList();
            assertThat(alive).as("seed %d: %s", seed, views).allSatisfy(node -> {
                assertThat(node.views).isNotEmpty();
                assertThat(node.view()).isEqualTo(alive.get(0).view());
            });
            assertThat(alive.get(0).view().members()).as("seed %d", seed).hasSize(alive.size());
        }

        /** One id is one view, ids grow, and whoever a view says to come from a view was in that one before. */
        private void checkViews() {
            Map<ViewId, View> byId = new HashMap<>();
            for (Node node : all) {
                for (int i = 0; i < node.views.size(); i++) {
                    View view = node.views.get(i);
                    assertThat(byId.computeIfAbsent(view.id(), id -> view))
                            .as("seed %d", seed)
                            .isEqualTo(view);
                    assertThat(view.members()).contains(node.member);
                    if (i > 0) {
                        View before = node.views.get(i - 1);
                        assertThat(before.id()).as("seed %d", seed).isLessThan(view.id());
                        checkOrigin(node.member, before, view);
                    }
                }
            }
        }

        private void checkOrigin(Member member, View before, View view) {
            for (View.Component component : view.components()) {
                assertThat(component.members().contains(member))
                        .as("seed %d: %s comes from %s into %s", seed, member, before.id(), view)
                        .isEqualTo(component.prior().equals(before.id()));
            }
        }
    }
}
