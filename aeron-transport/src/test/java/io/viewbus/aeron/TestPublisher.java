/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/** A driver of its own with one publication, for what no member does: to choose a session, or to revoke. */
final class TestPublisher implements Await.Polled, AutoCloseable {

    final ExclusivePublication publication;
    private final EmbeddedAeron aeron;

    TestPublisher(Path directory, String channel, int stream) {
        aeron = EmbeddedAeron.launch(
                directory, NetworkTuning.of(65_536, SocketBuffers.granted()), new ReceptionGate(0));
        publication = aeron.publish(channel, stream);
    }

    @Override
    public int poll() {
        return aeron.invoke();
    }

    /** Offers a frame that consists of a number. */
    boolean send(int number, int length) {
        UnsafeBuffer frame = TestMember.frame(number, length);
        return publication.offer(frame, 0, length) > 0;
    }

    long link() {
        return FrameAssembler.link(publication.sessionId());
    }

    @Override
    public void close() {
        aeron.close();
    }
}
