/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A session with what it heard: the first number of each frame. */
final class TestMember implements AutoCloseable {

    final TransportSession session;
    final DataStream data;
    final List<Integer> control = new ArrayList<>();
    final List<Integer> frames = new ArrayList<>();
    boolean refuses;

    TestMember(AeronTransport transport, String cluster) {
        this(transport, cluster, randomMember("m"));
    }

    TestMember(AeronTransport transport, String cluster, Member self) {
        session = transport.open(cluster, self);
        data = session.openData(this::onData);
    }

    static Member randomMember(String name) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new Member(name, new Incarnation(random.nextLong(), random.nextLong()));
    }

    private boolean onData(long link, DirectBuffer buffer, int offset, int length) {
        return !refuses && frames.add(buffer.getInt(offset));
    }

    int poll() {
        FrameHandler handler = (link, buffer, offset, length) -> control.add(buffer.getInt(offset));
        return session.poll(handler);
    }

    SendResult sendControl(int number) {
        UnsafeBuffer frame = frame(number, 64);
        return session.sendControl(frame, 0, frame.capacity());
    }

    SendResult send(int number, int length) {
        UnsafeBuffer frame = frame(number, length);
        return data.send(frame, 0, length);
    }

    private static UnsafeBuffer frame(int number, int length) {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[length]);
        frame.putInt(0, number);
        return frame;
    }

    @Override
    public void close() {
        session.close();
    }
}
