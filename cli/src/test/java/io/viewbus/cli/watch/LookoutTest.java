/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.viewbus.aeron.LocalMember;
import io.viewbus.observe.Counter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LookoutTest {

    private List<LocalMember> present = List.of();
    private long nowNs = 1_000;
    private final Lookout lookout = new Lookout(() -> present, () -> nowNs, () -> Seen.NOW_MS);

    private List<Sighting> look(double seconds, LocalMember... members) {
        nowNs += (long) (seconds * 1e9);
        present = List.of(members);
        return lookout.look();
    }

    private static LocalMember beating(String name, long beats) {
        return Seen.member(name, Map.of(Counter.HEARTBEATS_SENT, beats, Counter.MESSAGES_SENT, beats * 100));
    }

    @Test
    void rates_areThoseSinceTheLookBefore() {
        assertThat(look(0, beating("ant", 10)).get(0).perSecond(Counter.MESSAGES_SENT))
                .isNaN();
        Sighting later = look(2, beating("ant", 30)).get(0);
        assertThat(later.perSecond(Counter.MESSAGES_SENT)).isCloseTo(1000, within(0.1));
        assertThat(later.state()).isEqualTo(MemberState.ACTIVE);
        assertThat(later.viewAgeSeconds()).isEqualTo(120);
    }

    @Test
    void heartbeatsThatStandStill_areAStall_untilTheyGoOn() {
        look(0, beating("ant", 10));
        assertThat(look(0.5, beating("ant", 10)).get(0).state()).isEqualTo(MemberState.ACTIVE);
        assertThat(look(0.5, beating("ant", 10)).get(0).state()).isEqualTo(MemberState.STALLED);
        assertThat(look(1, beating("ant", 11)).get(0).state()).isEqualTo(MemberState.ACTIVE);
    }

    @Test
    void withoutAQuorumOrAView_isSaid() {
        assertThat(look(0, Seen.member("ant", Map.of(Counter.PRIMARY, 0L)))
                        .get(0)
                        .state())
                .isEqualTo(MemberState.MINORITY);
        assertThat(look(0, Seen.member("bee", Map.of(Counter.VIEWS_INSTALLED, 0L)))
                        .get(1)
                        .state())
                .isEqualTo(MemberState.JOINING);
    }

    @Test
    void theDead_areGone_alsoWhenTheirFilesAre_andForgottenAfterAWhile() {
        LocalMember ant = beating("ant", 10);
        look(0, ant, beating("bee", 5));
        assertThat(look(1, Seen.dead(ant), beating("bee", 6)).get(0).state()).isEqualTo(MemberState.GONE);
        assertThat(look(20, beating("bee", 7))).hasSize(2).first().satisfies(sighting -> {
            assertThat(sighting.state()).isEqualTo(MemberState.GONE);
            assertThat(sighting.json().toString()).contains("\"member\":\"ant\"", "\"state\":\"gone\"");
        });
        assertThat(look(15, beating("bee", 8))).hasSize(1);
    }

    @Test
    void whoComesBack_takesThePlaceOfTheDead() {
        LocalMember ant = beating("ant", 10);
        look(0, ant);
        LocalMember again = new LocalMember("c", "ant", "another", 43, true, "", ant.counters());
        assertThat(look(1, Seen.dead(ant), again))
                .singleElement()
                .satisfies(sighting -> assertThat(sighting.member().pid()).isEqualTo(43));
    }
}
