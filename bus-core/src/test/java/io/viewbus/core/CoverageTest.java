/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.core.Coverage.Level;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Up to where enough members hold a stream, given how far each of them does. */
class CoverageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7 | 7",
                "7 3 | 7 | 3",
                "3 7 | 3 | 3",
                "5 7 3 | 5 | 3",
                "1 9 9 | 9 | 1",
                "9 8 1 1 | 8 | 1",
                "1 9 8 1 | 1 | 1",
                "5 4 3 2 1 | 3 | 1",
            })
    void enough_isAQuorumOrAll(String byRank, long quorum, long all) {
        long[] held =
                Arrays.stream(byRank.split(" ")).mapToLong(Long::parseLong).toArray();

        assertThat(quorum(QuorumPolicy.majority(), held)).isEqualTo(quorum);
        assertThat(Level.ALL.enough(held)).isEqualTo(all);
    }

    /** VS-13, counted one by one. */
    @Test
    void quorum_isThatOfTheAgreement() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            long[] held = random.longs(1 + random.nextInt(8), 0, 6).toArray();
            long enough = quorum(QuorumPolicy.majority(), held);
            assertThat(isQuorum(held, enough)).isTrue();
            assertThat(isQuorum(held, enough + 1)).isFalse();
        }
    }

    @Test
    void quorumThatCannotBe_coversNothing() {
        assertThat(quorum(QuorumPolicy.atLeast(3), 8, 9)).isZero();
        assertThat(quorum(QuorumPolicy.atLeast(3), 8, 9, 3)).isEqualTo(3);
    }

    /** It may ask for any member, in any order and repeatedly. */
    @Test
    void policy_isAskedAboutTheRightMembers() {
        QuorumPolicy lastAndFirst = (members, present) -> present.test(members.get(members.size() - 1))
                && present.test(members.get(0))
                && present.test(members.get(0));

        assertThat(quorum(lastAndFirst, 5, 1, 7)).isEqualTo(5);
        assertThat(quorum(lastAndFirst, 9, 10, 2)).isEqualTo(2);
    }

    private static boolean isQuorum(long[] held, long upTo) {
        long votes = Arrays.stream(held).filter(each -> each >= upTo).count();
        return 2 * votes > held.length || (2 * votes == held.length && held[0] >= upTo);
    }

    private static long quorum(QuorumPolicy policy, long... held) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < held.length; i++) {
            members.add(new Member("m" + i, new Incarnation(1, i)));
        }
        ViewState state = new ViewState();
        View view = new View(new ViewId(1, 1, new Incarnation(1, 0)), members, members, List.of());
        state.install(view, 0, new SenderStream[held.length]);
        return new QuorumLevel(policy, state).enough(held);
    }
}
