/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.spi.transport.SendResult;
import io.viewbus.view.ClusterException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the contract does not say of every transport. */
class AeronSessionTest {

    private static final int BIG = 262_144 + 1_024;

    private final AeronTransport address = TestAddress.next();
    private TestMember a;
    private TestMember b;

    @BeforeEach
    void open() {
        a = new TestMember(address, "c");
        b = new TestMember(address, "c");
    }

    @AfterEach
    void close() {
        a.close();
        b.close();
    }

    private void connect(TestMember sender, TestMember receiver) {
        receiver.data.connect(sender.data.link());
        Await.untilTrue(() -> receiver.data.isConnected(sender.data.link()), a, b);
    }

    private void meet() {
        Await.untilTrue(
                () -> {
                    a.sendControl(-1);
                    b.sendControl(-1);
                    return !a.control.isEmpty() && !b.control.isEmpty();
                },
                a,
                b);
    }

    @Test
    void shouldLetALonelyMemberSend() {
        a.data.disconnect(b.data.link());
        for (int i = 0; i < 100; i++) {
            int number = i;
            Await.untilTrue(() -> a.send(number, BIG) == SendResult.ACCEPTED, a);
            Await.untilTrue(() -> a.sendControl(number) == SendResult.ACCEPTED, a);
        }
    }

    @Test
    void shouldRefuseWhileTheReaderStandsStillAndGoOnAfterwards() {
        connect(a, b);
        b.refuses = true;
        int[] accepted = {0};
        Await.untilTrue(
                () -> {
                    boolean isTaken = a.send(accepted[0], BIG) == SendResult.ACCEPTED;
                    accepted[0] += isTaken ? 1 : 0;
                    return !isTaken && accepted[0] > 4;
                },
                a,
                b);

        b.refuses = false;
        Await.untilTrue(() -> a.send(accepted[0], BIG) == SendResult.ACCEPTED, a, b);
        Await.untilTrue(() -> b.frames.size() > accepted[0], a, b);
        assertThat(b.frames)
                .isEqualTo(IntStream.rangeClosed(0, accepted[0]).boxed().toList());
    }

    @Test
    void shouldSendWhatWasAcceptedBeforeItCloses() {
        meet();
        b.control.clear();
        IntStream.range(0, 50).forEach(i -> assertThat(a.sendControl(i)).isEqualTo(SendResult.ACCEPTED));
        a.close();

        Await.untilTrue(() -> b.control.contains(49), b);
        assertThat(b.control.stream().filter(number -> number >= 0)).hasSize(50).isSorted();
    }

    @Test
    void shouldFindAgainAMemberThatStoodStill() {
        connect(a, b);
        connect(b, a);
        Await.untilTrue(() -> !a.data.isConnected(b.data.link()), a);

        Await.untilTrue(() -> a.data.isConnected(b.data.link()) && b.data.isConnected(a.data.link()), a, b);
        a.frames.clear();
        Await.untilTrue(() -> b.send(7, 100) == SendResult.ACCEPTED, a, b);
        Await.untilTrue(() -> a.frames.contains(7), a, b);
    }

    @Test
    void shouldFindAgainASenderThatOutranIt() {
        TestMember slow = b;
        try (TestMember fast = new TestMember(address, "c")) {
            fast.data.connect(a.data.link());
            slow.data.connect(a.data.link());
            Await.untilTrue(
                    () -> fast.data.isConnected(a.data.link()) && slow.data.isConnected(a.data.link()), a, b, fast);
            // The slow one sleeps until its socket overflows and far more than a term has gone by.
            Await.untilTrue(() -> a.send(1, BIG) != SendResult.CLOSED && fast.frames.size() > 200, a, fast);
            slow.frames.clear();
            Await.untilTrue(
                    () -> {
                        a.send(2, BIG);
                        return slow.frames.contains(2);
                    },
                    a,
                    slow,
                    fast);
        }
    }

    @Test
    void shouldPassOnWhatAHandlerThrows() {
        connect(a, b);
        Await.untilTrue(() -> a.sendControl(1) == SendResult.ACCEPTED, a, b);
        assertThatThrownBy(() -> Await.untilTrue(
                        () -> {
                            a.sendControl(1);
                            a.poll();
                            b.session.poll((link, buffer, offset, length) -> {
                                throw new IllegalStateException("the handler's own");
                            });
                            return false;
                        },
                        a))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the handler's own");
    }

    @Test
    void shouldFailStopWhenItsThreadIsInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Await.untilTrue(() -> false, a)).isInstanceOf(ClusterException.Failed.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThatThrownBy(a::poll).isInstanceOf(ClusterException.Failed.class);
    }

    @Test
    void shouldCloseWhenAHandlerClosesIt() {
        meet();
        Await.untilTrue(
                () -> {
                    a.sendControl(1);
                    b.session.poll((link, buffer, offset, length) -> {
                        b.close();
                        return true;
                    });
                    return b.sendControl(1) == SendResult.CLOSED;
                },
                a);
        assertThat(b.poll()).isZero();
    }

    @Test
    void shouldIgnoreLinksThatCannotBe() {
        a.data.connect(a.data.link());
        a.data.connect(-1);
        a.data.connect(1L << 40);
        a.data.disconnect(99);
        assertThat(a.data.isConnected(a.data.link())).isFalse();
        assertThat(a.data.isConnected(-1)).isFalse();
    }
}
