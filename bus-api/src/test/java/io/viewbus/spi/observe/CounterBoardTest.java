/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.observe.Counter;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.status.AtomicCounter;
import org.agrona.concurrent.status.CountersReader;
import org.junit.jupiter.api.Test;

class CounterBoardTest {

    @Test
    void shouldAddSetAndRaise() {
        CounterBoard board = CounterBoard.inMemory();
        board.increment(Counter.SUSPICIONS);
        board.add(Counter.SUSPICIONS, 4);
        board.set(Counter.MEMBERS, 3);
        board.atLeast(Counter.PAUSE_LONGEST_NS, 7);
        board.atLeast(Counter.PAUSE_LONGEST_NS, 6);

        assertThat(board.get(Counter.SUSPICIONS)).isEqualTo(5);
        assertThat(board.snapshot().get(Counter.MEMBERS)).isEqualTo(3);
        assertThat(board.snapshot().get(Counter.PAUSE_LONGEST_NS)).isEqualTo(7);
        assertThat(board.snapshot().get(Counter.VIEW)).isZero();
    }

    @Test
    void shouldLeaveForeignCellsAloneOnceFrozen() {
        UnsafeBuffer foreign = new UnsafeBuffer(new byte[128 * CountersReader.COUNTER_LENGTH]);
        int[] next = {0};
        CounterBoard board = CounterBoard.of(
                counter -> new AtomicCounter(foreign, next[0]++),
                (timing, bucket) -> new AtomicCounter(foreign, next[0]++));
        board.add(Counter.MESSAGES_SENT, 10);
        board.freeze();
        foreign.setMemory(0, foreign.capacity(), (byte) 0);
        board.increment(Counter.MESSAGES_SENT);
        board.add(Counter.STABLE_SUM_NS, 1);

        assertThat(board.get(Counter.MESSAGES_SENT)).isEqualTo(11);
        assertThat(board.snapshot().spread(Timing.STABLE).samples()).isEqualTo(1);
        for (int i = 0; i < foreign.capacity(); i++) {
            assertThat(foreign.getByte(i)).isZero();
        }
    }

    @Test
    void shouldKeepHowTimesAreSpread() {
        CounterBoard board = CounterBoard.inMemory();
        board.add(Counter.DELIVERY_SUM_NS, 15_000);
        board.add(Counter.DELIVERY_SUM_NS, 17_000);
        board.add(Counter.STABLE_SUM_NS, 60_000_000_000L);

        Spread delivery = board.snapshot().spread(Timing.DELIVERY);
        assertThat(delivery.samples()).isEqualTo(2);
        assertThat(delivery.counts().get(Spread.bucketOf(20_000))).isEqualTo(2);
        assertThat(board.get(Counter.DELIVERY_SUM_NS)).isEqualTo(32_000);
        assertThat(board.snapshot().spread(Timing.STABLE).counts()).last().isEqualTo(1L);
    }

    @Test
    void shouldKeepNothingIfNothingIsToBeCounted() {
        CounterBoard board = CounterBoard.none();
        board.increment(Counter.SUSPICIONS);
        board.add(Counter.BYTES_SENT, 4);
        board.add(Counter.STABLE_SUM_NS, 4);
        board.set(Counter.MEMBERS, 3);
        board.atLeast(Counter.PAUSE_LONGEST_NS, 7);
        board.freeze();

        assertThat(board.snapshot().spread(Timing.STABLE)).isEqualTo(Spread.NONE);

        assertThat(Arrays.stream(Counter.values())).allSatisfy(counter -> {
            assertThat(board.get(counter)).isZero();
            assertThat(board.snapshot().get(counter)).isZero();
        });
    }

    @Test
    void counters_haveTypesAndNamesOfTheirOwn() {
        Stream<Integer> counters = Arrays.stream(Counter.values()).map(Counter::typeId);
        Stream<Integer> buckets = Arrays.stream(Timing.values())
                .flatMap(timing -> IntStream.range(0, Spread.BUCKETS).mapToObj(timing::typeId));
        assertThat(Stream.concat(counters, buckets)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Counter.values()).map(Counter::key)).allMatch(key -> key.matches("[a-z_]+"));
        assertThat(Counter.VIEW_CHANGE_SUM_NS.isDuration()).isTrue();
        assertThat(Counter.VIEWS_INSTALLED.kind()).isEqualTo(Counter.Kind.TOTAL);
    }
}
