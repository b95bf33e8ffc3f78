/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.membership.core.CoreCluster.Node;
import io.viewbus.observe.Links;
import io.viewbus.observe.Traffic;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewChange.Cause;
import io.viewbus.observe.ViewChange.Departure;
import io.viewbus.observe.ViewChange.Report;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who reported whom, and why somebody is out. */
class EvidenceTest {

    private final CoreCluster cluster = new CoreCluster(0);
    private final List<Node> nodes =
            Stream.of("a", "b", "c").map(cluster::start).toList();

    private void form() {
        cluster.run(2500);
        assertThat(nodes.get(0).names()).isEqualTo("a b c");
    }

    private static Departure onlyDeparture(Node node) {
        ViewChange change = node.changes.get(node.changes.size() - 1);
        assertThat(change.departures()).hasSize(1);
        return change.departures().get(0);
    }

    @Test
    void shouldNameEverybodyWhoMissedACrashedMember() {
        form();
        nodes.get(2).running = false;
        cluster.run(1500);

        Departure departure = onlyDeparture(nodes.get(0));
        assertThat(departure.member()).isEqualTo(nodes.get(2).member);
        assertThat(departure.cause()).isEqualTo(Cause.SILENT);
        assertThat(departure.reports())
                .extracting(Report::by)
                .containsExactly(nodes.get(0).member, nodes.get(1).member);
        assertThat(departure.reports())
                .allSatisfy(report -> assertThat(
                                Duration.ofNanos(report.silenceNs()).toMillis())
                        .isBetween(400L, 700L));
    }

    @Test
    void shouldNotBlameALeaver() {
        form();
        nodes.get(1).core.leave();
        cluster.run(300);

        assertThat(onlyDeparture(nodes.get(0)).cause()).isEqualTo(Cause.LEFT);
        assertThat(onlyDeparture(nodes.get(0)).reports()).isEmpty();
    }

    @Test
    void shouldNameALinkThatIsBroken() {
        form();
        Node a = nodes.get(0);
        Node c = nodes.get(2);
        cluster.link = (from, to) -> !(from == c && to == a) && !(from == a && to == c);
        cluster.run(4000);

        assertThat(a.names()).isEqualTo("a b");
        Departure departure = onlyDeparture(a);
        assertThat(departure.cause()).isEqualTo(Cause.LINK_BROKEN);
        assertThat(departure.reports()).extracting(Report::by).containsExactly(a.member);
    }

    @Test
    void shouldShowALinkThatFallsSilent() {
        form();
        nodes.get(2).running = false;
        cluster.run(300);

        Links links = nodes.get(0).core.links(member -> Traffic.NONE);
        assertThat(links.links())
                .extracting(Links.Link::member)
                .isEqualTo(nodes.get(0).view().members());
        assertThat(links.links().get(2).silenceNs()).isGreaterThan(200_000_000L);
        assertThat(links.links().get(1).silenceNs()).isLessThan(200_000_000L);
        assertThat(links.links().get(1).heardAgoNs().get(2)).isGreaterThan(150_000_000L);
        assertThat(links.links().get(1).heardAgoNs().get(0)).isLessThan(150_000_000L);
        assertThat(links.links().get(2).suspected()).isFalse();
    }
}
