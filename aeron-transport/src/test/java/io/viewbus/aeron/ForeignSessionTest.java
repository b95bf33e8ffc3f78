/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.logbuffer.FrameDescriptor;
import io.aeron.protocol.DataHeaderFlyweight;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that two senders use (situation 40 of the protocol's design). */
class ForeignSessionTest {

    private static final byte MIDDLE = 0;
    private static final byte WHOLE = FrameDescriptor.UNFRAGMENTED;
    private static final int BIG = 262_144;
    private static final int FOREIGN = -7;

    @TempDir
    private Path directory;

    private final int session = ThreadLocalRandom.current().nextInt();
    private final int port = TestAddress.nextPort();
    private final AeronTransport address = AeronTransport.multicast(TestAddress.GROUP, port);
    private final Channels channels =
            new Channels(MulticastGroup.parse(TestAddress.GROUP), port, InetAddress.getLoopbackAddress());
    private final TestMember receiver = new TestMember(address, "c");

    @AfterEach
    void close() {
        receiver.close();
    }

    private TestPublisher publisher(String name) {
        return new TestPublisher(directory.resolve(name), channels.dataPublication(session), Channels.DATA_STREAM);
    }

    private void connect(TestPublisher sender) {
        receiver.data.connect(sender.link());
        Await.untilTrue(() -> isConnected(sender) && sender.publication.isConnected(), receiver, sender);
    }

    private boolean isConnected(TestPublisher sender) {
        return receiver.data.isConnected(sender.link());
    }

    private void deliver(int number, TestPublisher sender) {
        Await.untilTrue(() -> sender.send(number, BIG), receiver, sender);
        Await.untilTrue(() -> receiver.frames.contains(number), receiver, sender);
    }

    @Test
    void shouldMakeNoFrameOfFragmentsOfTwoSenders() throws IOException {
        try (TestPublisher sender = publisher("a");
                Impostor impostor = new Impostor(sender.publication, port + 1)) {
            connect(sender);
            int payload = sender.publication.maxPayloadLength();
            int second = DataHeaderFlyweight.HEADER_LENGTH + payload;
            impostor.send(FOREIGN, payload, MIDDLE, second, 0);
            deliver(1, sender);

            assertThat(receiver.torn).isZero();
            assertThat(receiver.frames).containsExactly(1);
        }
    }

    @Test
    void shouldMakeNoControlFrameOfFragmentsOfTwoSenders() throws IOException {
        try (TestPublisher sender = new TestPublisher(
                        directory.resolve("a"), channels.controlPublication(session), Channels.CONTROL_STREAM);
                Impostor impostor = new Impostor(sender.publication, port)) {
            Await.untilTrue(() -> sender.send(1, 64), receiver, sender);
            Await.untilTrue(() -> receiver.control.contains(1), receiver, sender);
            int payload = sender.publication.maxPayloadLength();
            int second = (int) sender.publication.position() + DataHeaderFlyweight.HEADER_LENGTH + payload;
            impostor.send(FOREIGN, payload, MIDDLE, second, 0);
            Await.untilTrue(() -> sender.send(2, sender.publication.maxMessageLength()), receiver, sender);
            Await.untilTrue(() -> receiver.control.contains(2), receiver, sender);

            assertThat(receiver.torn).isZero();
            assertThat(receiver.control).containsExactly(1, 2);
        }
    }

    @Test
    void shouldNotTakeForeignTrafficForASenderThatOutranIt() throws IOException {
        try (TestPublisher sender = publisher("a");
                Impostor impostor = new Impostor(sender.publication, port + 1)) {
            connect(sender);
            for (int sent = 0; sent < 2 * Channels.DATA_TERM; sent += 60_000) {
                impostor.send(FOREIGN, 60_000, WHOLE, 0, Impostor.ELSEWHERE);
                receiver.poll();
                sender.poll();
                assertThat(isConnected(sender)).as("link is up").isTrue();
            }
            deliver(1, sender);
            assertThat(receiver.frames).containsExactly(1);
        }
    }

    @Test
    void shouldNotTakeForeignTrafficForLifeOfADeadSender() throws IOException {
        try (TestPublisher sender = publisher("a");
                Impostor impostor = new Impostor(sender.publication, port + 1)) {
            connect(sender);
            deliver(1, sender);
            receiver.refuses = true;
            Await.untilTrue(() -> sender.send(2, BIG), receiver, sender);
            Await.untilTrue(() -> receiver.refusals > 0, receiver, sender);
            Await.untilTrue(
                    () -> {
                        impostor.send(FOREIGN, 64, WHOLE, 0, Impostor.ELSEWHERE);
                        return !isConnected(sender);
                    },
                    receiver);

            receiver.refuses = false;
            Await.untilTrue(() -> isConnected(sender), receiver, sender);
            deliver(3, sender);
            assertThat(receiver.torn).isZero();
            assertThat(receiver.frames).doesNotContain(FOREIGN).isSorted().doesNotHaveDuplicates();
        }
    }

    /** Whose frames come under the link then is for the protocol to tell: each has its sender's tag. */
    @Test
    void shouldHearOneOfTwoPublicationsAndTheOtherOnlyAfterTheEndOfTheFirst() {
        try (TestPublisher first = publisher("a");
                TestPublisher second = publisher("b")) {
            connect(first);
            for (int i = 1; i <= 20; i++) {
                Await.untilTrue(() -> second.send(FOREIGN, BIG) || !second.publication.isConnected(), second);
                deliver(i, first);
                second.poll();
                assertThat(isConnected(first)).as("link is up").isTrue();
            }
            assertThat(receiver.frames).hasSize(20).doesNotContain(FOREIGN).isSorted();

            Await.untilTrue(() -> !isConnected(first), receiver, second);
            Await.untilTrue(() -> isConnected(second), receiver, second);
            deliver(21, second);
            assertThat(receiver.torn).isZero();
        }
    }

    /** The members of a cluster would find that no data come from the other, and one of both would be put out. */
    @Test
    void shouldNeverBeConnectedToAMemberOfTheSameSession() {
        TestMember member = new TestMember(address, "c");
        try (member;
                TestPublisher namesake = new TestPublisher(
                        directory.resolve("b"),
                        channels.dataPublication((int) member.data.link()),
                        Channels.DATA_STREAM)) {
            member.data.connect(namesake.link());
            receiver.data.connect(namesake.link());
            Await.untilTrue(() -> isConnected(namesake), receiver, namesake);
            deliver(1, namesake);
            Await.untilTrue(() -> namesake.send(2, BIG), receiver, namesake, member);
            Await.untilTrue(() -> receiver.frames.contains(2), receiver, namesake, member);

            assertThat(member.data.isConnected(namesake.link())).isFalse();
            assertThat(member.frames).isEmpty();
            assertThat(receiver.torn).isZero();
        }
    }
}
