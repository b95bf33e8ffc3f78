/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.ChannelUriStringBuilder;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream that ends while a part of it is unread, and whose session comes back (situations 46 and 47 of the protocol's design).
 * Aeron keeps such an image, and takes no other of the session, until it is read to its end.
 */
class ReturningSessionTest {

    private static final int SMALL = 64;
    private static final int BIG = 262_144;
    private static final int FIRST_TERM = 17;

    @TempDir
    private Path directory;

    private final int session = ThreadLocalRandom.current().nextInt();
    private final int port = TestAddress.nextPort();
    private final Channels channels =
            new Channels(MulticastGroup.parse(TestAddress.GROUP), port, InetAddress.getLoopbackAddress());
    private final TestMember receiver = new TestMember(AeronTransport.multicast(TestAddress.GROUP, port), "c");

    @AfterEach
    void close() {
        receiver.close();
    }

    /** Both are of one log, so that what the second sends could be taken for what follows on the first. */
    private TestPublisher publisher(String name, long position) {
        String channel = new ChannelUriStringBuilder(channels.dataPublication(session))
                .initialPosition(position, FIRST_TERM, Channels.DATA_TERM)
                .build();
        return new TestPublisher(directory.resolve(name), channel, Channels.DATA_STREAM);
    }

    private boolean isConnected() {
        return receiver.data.isConnected(FrameAssembler.link(session));
    }

    /** The receiver has read one frame and holds the last fragment of the next one; more wait behind it. */
    private void sendAndHold(TestPublisher sender) {
        receiver.data.connect(sender.link());
        Await.untilTrue(() -> isConnected() && sender.publication.isConnected(), receiver, sender);
        Await.untilTrue(() -> sender.send(1, SMALL), receiver, sender);
        Await.untilTrue(() -> receiver.frames.contains(1), receiver, sender);
        receiver.refuses = true;
        Await.untilTrue(() -> sender.send(2, BIG), receiver, sender);
        Await.untilTrue(() -> sender.send(3, BIG), receiver, sender);
        Await.untilTrue(() -> receiver.refusals > 0, receiver, sender);
    }

    /** Sends until it is heard: the link is up a little before the sender knows. */
    private void worksFor(TestPublisher sender, int number) {
        Await.untilTrue(
                () -> {
                    sender.send(number, BIG);
                    return receiver.frames.contains(number);
                },
                receiver,
                sender);
        assertThat(receiver.torn).isZero();
        assertThat(receiver.frames).isSorted();
    }

    /** Another publication has the session now: it is heard, and what was not read of the first is missing. */
    private void comesBackTo(long position) {
        try (TestPublisher second = publisher("b", position)) {
            Await.untilTrue(this::isConnected, receiver, second);
            receiver.refuses = false;
            worksFor(second, 5);
            assertThat(receiver.frames).startsWith(1).doesNotContain(2, 3);
        }
    }

    @Test
    void shouldComeBackToASenderThatWasSilentWhileItsFramesWereHeld() {
        try (TestPublisher sender = publisher("a", 0)) {
            sendAndHold(sender);
            Await.untilTrue(() -> !isConnected(), receiver);
            assertThat(sender.send(4, BIG)).isTrue();
            Await.untilTrue(this::isConnected, receiver, sender);

            receiver.refuses = false;
            worksFor(sender, 5);
            assertThat(receiver.frames.stream().filter(number -> number < 5)).doesNotHaveDuplicates();
        }
    }

    @Test
    void shouldComeBackToAnotherPublicationWhileFramesOfTheFirstAreHeld() {
        try (TestPublisher first = publisher("a", 0)) {
            sendAndHold(first);
            Await.untilTrue(() -> !isConnected(), receiver);
            comesBackTo(first.publication.position() + BIG);
        }
    }

    @Test
    void shouldComeBackToAnotherPublicationAfterTheEndOfTheFirst() {
        try (TestPublisher first = publisher("a", 0)) {
            sendAndHold(first);
            long end = first.publication.position();
            first.publication.close();
            Await.untilTrue(() -> !isConnected(), receiver, first);
            comesBackTo(end + BIG);
        }
    }

    @Test
    void shouldLoseWhatIsUnreadWhenItIsRevoked() {
        try (TestPublisher first = publisher("a", 0)) {
            sendAndHold(first);
            long end = first.publication.position();
            first.publication.revoke();
            Await.untilTrue(() -> !isConnected(), receiver, first);
            receiver.refuses = false;
            comesBackTo(end);
        }
    }
}
