/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.Transport;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every transport must do, as tests. A transport's own test class implements the two abstract methods and inherits
 * all tests:
 *
 * <pre>{@code
 * class AeronTransportContractIT implements TransportContract {
 *     public Transport newTransport() { return ...; }      // the same address at each call
 *     public ContractPeers peers() { return peers; }       // one field, made per test
 *     public void awaitTrue(BooleanSupplier condition) {
 *         long deadlineNs = System.nanoTime() + SECONDS.toNanos(10);
 *         while (!condition.getAsBoolean()) {
 *             assertThat(System.nanoTime()).isLessThan(deadlineNs);
 *             peers.pollAll();
 *         }
 *     }
 * }
 * }</pre>
 */
public interface TransportContract {

    /**
     * Returns a transport. All that a test asks for MUST be on one address, and no two tests on the same.
     *
     * @return a description of a transport
     */
    Transport newTransport();

    /**
     * Returns what opens and closes the sessions of one test.
     *
     * @return the same object within one test
     */
    ContractPeers peers();

    /**
     * Polls all peers, again and again, until a condition holds, and fails when it does not within a few seconds.
     *
     * @param condition what must come true
     */
    void awaitTrue(BooleanSupplier condition);

    /** Closes the sessions of the test. */
    @AfterEach
    default void closePeers() {
        peers().closeAll();
    }

    /** Frames of one sender arrive at all others whole, once, in the order sent; its own do not come back. */
    @Test
    default void control_arrivesInOrderAtAllOthers() {
        List<ContractPeer> all = openConnected("a", "b", "c");
        ContractPeer sender = all.get(0);
        for (int i = 0; i < 300; i++) {
            sendControl(sender, ContractPeer.frame(i, 40 + i));
        }
        for (ContractPeer receiver : all.subList(1, 3)) {
            awaitTrue(() -> receiver.controlFrames() >= 300);
            receiver.assertControlFrames(300);
        }
        assertThat(sender.controlFrames()).as("own frames heard").isZero();
    }

    /** A frame of the largest length arrives whole, and the stream goes on. */
    @Test
    default void control_carriesTheLargestFrame() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer receiver = all.get(1);
        int max = sender.session().maxControlLength();
        assertThat(max).isGreaterThanOrEqualTo(65_536);

        sendControl(sender, ContractPeer.frame(0, max));
        sendControl(sender, ContractPeer.frame(1, 40));

        awaitTrue(() -> receiver.controlFrames() >= 2);
        receiver.assertControlFrames(2);
    }

    /** All send to all at once. */
    @Test
    default void control_ofSeveralSendersKeepsEachOnesOrder() {
        List<ContractPeer> all = openConnected("a", "b", "c");
        for (int i = 0; i < 100; i++) {
            for (ContractPeer sender : all) {
                sendControl(sender, ContractPeer.frame(i, 64));
            }
        }
        for (ContractPeer receiver : all) {
            awaitTrue(() -> receiver.controlFrames() >= 200);
            receiver.assertControlFrames(200);
        }
    }

    /** A control stream that is open for a while is heard by one who comes later, from then on. */
    @Test
    default void control_isHeardByLateComers() {
        ContractPeer early = peers().open(newTransport(), "contract", "early");
        for (int i = 0; i < 10; i++) {
            sendControl(early, ContractPeer.frame(i, 64));
        }
        ContractPeer late = peers().open(newTransport(), "contract", "late");
        awaitTrue(() -> {
            sendProbe(early);
            return late.probes() > 0;
        });
    }

    /** Nobody hears a data stream that he did not connect to. */
    @Test
    default void data_isHeardOnlyWhenConnected() {
        List<ContractPeer> all = openConnected("a", "b", "c");
        ContractPeer sender = all.get(0);
        ContractPeer connected = all.get(1);
        ContractPeer other = all.get(2);
        connect(sender, connected);

        for (int i = 0; i < 50; i++) {
            sendData(sender, ContractPeer.frame(i, 500));
        }

        awaitTrue(() -> connected.dataFrames() >= 50);
        connected.assertDataFrames(sender.link(), 50);
        assertThat(other.dataFrames()).isZero();
        assertThat(sender.dataFrames()).as("own frames heard").isZero();
    }

    /**
     * What is lent stays as it came until it is recalled, however much comes behind it, and nothing stays lent on a link that was given
     * up. A transport may lend nothing, but what it lent it must recall.
     */
    @Test
    default void data_thatIsLentStaysUntilItIsRecalled() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer receiver = all.get(1);
        connect(sender, receiver);

        int frames = 2_000;
        int length = Math.min(sender.data().datagramLength(), 8_192);
        for (int i = 0; i < frames; i++) {
            sendData(sender, ContractPeer.frame(i, length));
        }
        awaitTrue(() -> receiver.dataFrames() >= frames);
        receiver.assertDataFrames(sender.link(), frames);
        LentData lent = receiver.lent();
        assertThat(lent.recalled() > 0 || lent.count() == 0)
                .as("%d lent frames were never recalled", lent.count())
                .isTrue();

        receiver.data().disconnect(sender.link());
        assertThat(lent.count()).as("frames that stay lent").isZero();
    }

    /** Frames of every length up to the largest arrive whole. */
    @Test
    default void data_carriesTheLargestFrame() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer receiver = all.get(1);
        connect(sender, receiver);
        int max = sender.data().maxLength();
        assertThat(max).isGreaterThanOrEqualTo(262_144 + 1_024);

        int[] lengths = {16, max, 1_408, 65_537, max - 1, max, 32};
        for (int i = 0; i < lengths.length; i++) {
            sendData(sender, ContractPeer.frame(i, lengths[i]));
        }

        awaitTrue(() -> receiver.dataFrames() >= lengths.length);
        receiver.assertDataFrames(sender.link(), lengths.length);
    }

    /** A frame that is refused stays, and holds up its own link only. */
    @Test
    default void data_staysWhileTheHandlerRefusesIt() {
        List<ContractPeer> all = openConnected("a", "b", "c");
        ContractPeer refused = all.get(0);
        ContractPeer welcome = all.get(1);
        ContractPeer receiver = all.get(2);
        connect(refused, receiver);
        connect(welcome, receiver);

        receiver.refuse(refused.link());
        for (int i = 0; i < 20; i++) {
            sendData(refused, ContractPeer.frame(i, 200));
            sendData(welcome, ContractPeer.frame(i, 200));
        }
        awaitTrue(() -> receiver.dataFrames(welcome.link()) >= 20 && receiver.refusals() > 2);
        assertThat(receiver.dataFrames(refused.link())).isZero();

        receiver.refuseNone();
        awaitTrue(() -> receiver.dataFrames(refused.link()) >= 20);
        receiver.assertDataFrames(refused.link(), 20);
        receiver.assertDataFrames(welcome.link(), 20);
    }

    /** After disconnect nothing is handed over, and connecting again starts with what is sent then. */
    @Test
    default void data_stopsWithDisconnect() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer receiver = all.get(1);
        connect(sender, receiver);

        receiver.data().disconnect(sender.link());
        receiver.data().disconnect(sender.link());
        assertThat(receiver.data().isConnected(sender.link())).isFalse();
        for (int i = 0; i < 10; i++) {
            sendData(sender, ContractPeer.frame(i, 100));
        }
        sendControl(sender, ContractPeer.frame(0, 40));
        awaitTrue(() -> receiver.controlFrames() >= 1);

        assertThat(receiver.dataFrames()).isZero();
    }

    /** A sender that nobody takes from is refused at some point, and is served when they take again. */
    @Test
    default void data_backPressureIsAResult() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer receiver = all.get(1);
        connect(sender, receiver);

        UnsafeBuffer frame = ContractPeer.frame(0, sender.data().maxLength());
        int accepted = 0;
        while (accepted < 10_000 && sender.data().send(frame, 0, frame.capacity()) == SendResult.ACCEPTED) {
            frame = ContractPeer.frame(++accepted, sender.data().maxLength());
        }
        assertThat(accepted).as("accepted without anybody reading").isBetween(1, 9_999);

        sendData(sender, ContractPeer.frame(accepted, 64));
        int all64 = accepted + 1;
        awaitTrue(() -> receiver.dataFrames() >= all64);
        receiver.assertDataFrames(sender.link(), all64);
    }

    /** One member's end does not disturb the others. */
    @Test
    default void close_leavesTheOthersAlone() {
        List<ContractPeer> all = openConnected("a", "b", "c");
        ContractPeer leaver = all.get(0);
        ContractPeer sender = all.get(1);
        ContractPeer receiver = all.get(2);
        connect(sender, receiver);
        connect(leaver, receiver);

        leaver.session().close();
        leaver.session().close();
        for (int i = 0; i < 50; i++) {
            sendControl(sender, ContractPeer.frame(i, 64));
            sendData(sender, ContractPeer.frame(i, 64));
        }

        awaitTrue(() -> receiver.controlFrames() >= 50 && receiver.dataFrames() >= 50);
        receiver.assertControlFrames(50);
        receiver.assertDataFrames(sender.link(), 50);
    }

    /** A closed session takes nothing and hands nothing over. */
    @Test
    default void close_endsEverything() {
        List<ContractPeer> all = openConnected("a", "b");
        ContractPeer sender = all.get(0);
        ContractPeer closed = all.get(1);
        connect(sender, closed);
        UnsafeBuffer frame = ContractPeer.frame(0, 64);

        closed.session().close();
        sendControl(sender, frame);
        sendData(sender, frame);
        assertThat(closed.session().poll(closed)).isZero();

        assertThat(closed.session().sendControl(frame, 0, 64)).isEqualTo(SendResult.CLOSED);
        assertThat(closed.data().send(frame, 0, 64)).isEqualTo(SendResult.CLOSED);
        assertThat(closed.controlFrames() + closed.dataFrames()).isZero();
    }

    /** Two clusters on one address: control frames may be heard across, data only where it was asked for. */
    @Test
    default void clusters_onOneAddressKeepTheirDataApart() {
        ContractPeer red1 = peers().open(newTransport(), "red", "a");
        ContractPeer red2 = peers().open(newTransport(), "red", "b");
        ContractPeer blue1 = peers().open(newTransport(), "blue", "a");
        ContractPeer blue2 = peers().open(newTransport(), "blue", "b");
        connect(red1, red2);
        connect(blue1, blue2);

        for (int i = 0; i < 50; i++) {
            sendData(red1, ContractPeer.frame(i, 80));
            sendData(blue1, ContractPeer.frame(i, 90));
        }

        awaitTrue(() -> red2.dataFrames() >= 50 && blue2.dataFrames() >= 50);
        red2.assertDataFrames(red1.link(), 50);
        blue2.assertDataFrames(blue1.link(), 50);
        assertThat(red2.dataFrames()).isEqualTo(50);
        assertThat(blue2.dataFrames()).isEqualTo(50);
    }

    /** Opens members of one cluster and waits until each hears each. */
    private List<ContractPeer> openConnected(String... names) {
        List<ContractPeer> opened = peers().open(newTransport(), "contract", List.of(names));
        for (ContractPeer sender : opened) {
            awaitTrue(() -> {
                sendProbe(sender);
                return opened.stream().allMatch(other -> other == sender || other.hears(sender));
            });
        }
        return opened;
    }

    private void connect(ContractPeer sender, ContractPeer receiver) {
        receiver.data().connect(sender.link());
        receiver.data().connect(sender.link());
        awaitTrue(() -> receiver.data().isConnected(sender.link()));
    }

    private void sendControl(ContractPeer sender, UnsafeBuffer frame) {
        awaitTrue(() -> sender.session().sendControl(frame, 0, frame.capacity()) == SendResult.ACCEPTED);
    }

    private void sendData(ContractPeer sender, UnsafeBuffer frame) {
        awaitTrue(() -> sender.data().send(frame, 0, frame.capacity()) == SendResult.ACCEPTED);
    }

    /** Probes may be refused or lost: they are sent until heard. */
    private static void sendProbe(ContractPeer sender) {
        UnsafeBuffer probe = sender.probe();
        SendResult ignored = sender.session().sendControl(probe, 0, probe.capacity());
        assertThat(ignored).isNotEqualTo(SendResult.CLOSED);
    }
}
