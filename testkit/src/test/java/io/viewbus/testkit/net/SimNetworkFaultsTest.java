/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.spi.transport.SendResult;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What each fault of the network does, within what a transport may do. */
class SimNetworkFaultsTest {

    private static final long MS = 1_000_000L;
    private static final List<Lane> CONTROL = List.of(Lane.CONTROL);

    private final VirtualTime time = new VirtualTime();
    private final SimNetwork network = new SimNetwork(time, new SimRandom(7), NetworkConditions.calm());
    private final SimSession sender = network.open(new Member("a", new Incarnation(1, 1)));
    private final SimSession receiver = network.open(new Member("b", new Incarnation(2, 2)));
    private final List<Integer> heard = new ArrayList<>();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[4]);

    SimNetworkFaultsTest() {
        time.advance(100 * MS);
    }

    @Test
    void aClogHoldsEverything_andReleasesItInOrder() {
        network.clog("a", "b", CONTROL);
        sendUpTo(1, 20);
        advance(200 * MS);
        assertThat(heard).isEmpty();
        assertThat(network.isWhole()).isFalse();
        assertThat(network.isPassable("a", "b")).isFalse();

        network.unclog("a", "b", CONTROL);
        advance(20 * MS);
        assertThat(heard).hasSize(20).isSorted();
        assertThat(network.isWhole()).isTrue();
    }

    @Test
    void aClogThatLastsBreaksTheLink() {
        network.clog("a", "b", CONTROL);
        sendUpTo(1, 20);
        advance(2 * NetworkConditions.calm().brokenAfterNs());
        network.unclog("a", "b", CONTROL);
        advance(100 * MS);
        assertThat(heard).isEmpty();

        sendUpTo(21, 30);
        advance(100 * MS);
        assertThat(heard).hasSize(10).isSorted();
    }

    @Test
    void aBrokenLinkComesBackWithAGap() {
        sendUpTo(1, 5);
        advance(100 * MS);
        sendUpTo(6, 10);
        network.breakLinks("a", "b", CONTROL, false);
        sendUpTo(11, 15);
        advance(100 * MS);
        sendUpTo(16, 20);
        advance(100 * MS);
        assertThat(heard).containsExactly(1, 2, 3, 4, 5, 16, 17, 18, 19, 20);
    }

    @Test
    void aBrokenLinkMayLoseWhatHasArrivedToo() {
        sendUpTo(1, 5);
        time.advance(100 * MS);
        network.breakLinks("a", "b", CONTROL, true);
        advance(100 * MS);
        assertThat(heard).isEmpty();
    }

    @Test
    void twoCutsOfOneWayBothHaveToEnd() {
        network.cut("a", "b", Lane.BOTH);
        network.partition(List.of(List.of("a"), List.of("b")));
        network.restore("a", "b", Lane.BOTH);
        sendUpTo(1, 5);
        advance(100 * MS);
        assertThat(heard).isEmpty();

        network.merge(List.of(List.of("a"), List.of("b")));
        advance(100 * MS);
        assertThat(heard).as("sent again").containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aSlowWayIsSlow() {
        network.slow("a", "b", CONTROL, 150 * MS);
        sendUpTo(1, 1);
        advance(140 * MS);
        assertThat(heard).isEmpty();
        advance(20 * MS);
        assertThat(heard).containsExactly(1);
    }

    @Test
    void copiesComeRightBehind_andLossIsRepaired() {
        network.changeConditions(NetworkConditions.calm().withCopies(900));
        network.lose("a", "b", CONTROL, 300);
        sendUpTo(1, 200);
        advance(20_000 * MS);
        assertThat(heard).isSorted().hasSizeGreaterThan(300);
        assertThat(new HashSet<>(heard)).hasSize(200);
    }

    @Test
    void aZombieIsServedByItsDriver_butAStoppedMachineIsNot() {
        receiver.pause(false);
        sendUpTo(1, 5);
        advance(10_000 * MS);
        assertThat(heard).isEmpty();
        receiver.resume();
        advance(20 * MS);
        assertThat(heard).containsExactly(1, 2, 3, 4, 5);

        receiver.pause(true);
        advance(2 * NetworkConditions.calm().brokenAfterNs());
        sendUpTo(6, 10);
        advance(1000 * MS);
        receiver.resume();
        advance(100 * MS);
        assertThat(heard).hasSize(5);
    }

    @Test
    void refusals() {
        sender.refuse(CONTROL, 1000);
        assertThat(send(1)).isEqualTo(SendResult.BACK_PRESSURED);
        sender.refuse(CONTROL, 0);
        assertThat(send(1)).isEqualTo(SendResult.ACCEPTED);

        sender.breakForGood();
        assertThat(send(2)).isEqualTo(SendResult.CLOSED);
        assertThat(sender.poll((link, buffer, offset, length) -> true)).isZero();
        sender.failNextPoll();
        assertThatThrownBy(() -> sender.poll((link, buffer, offset, length) -> true))
                .isInstanceOf(ClusterException.Failed.class);
    }

    private void sendUpTo(int first, int last) {
        for (int i = first; i <= last; i++) {
            assertThat(send(i)).isEqualTo(SendResult.ACCEPTED);
        }
    }

    private SendResult send(int number) {
        frame.putInt(0, number);
        return sender.sendControl(frame, 0, frame.capacity());
    }

    private void advance(long spanNs) {
        for (long left = spanNs; left > 0; left -= MS) {
            time.advance(Math.min(left, MS));
            receiver.poll((link, buffer, offset, length) -> heard.add(buffer.getInt(offset)));
        }
    }
}
