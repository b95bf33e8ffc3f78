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

/** A session with what it heard: the number of which each frame consists. */
final class TestMember implements Await.Polled, AutoCloseable {

    final TransportSession session;
    final DataStream data;
    final List<Integer> control = new ArrayList<>();
    final List<Integer> frames = new ArrayList<>();
    boolean refuses;
    int refusals;

    /** Frames that do not consist of one number: of which parts belong to another frame. */
    int torn;

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
        if (refuses) {
            refusals++;
            return false;
        }
        return hear(frames, buffer, offset, length);
    }

    private boolean hear(List<Integer> heard, DirectBuffer buffer, int offset, int length) {
        int number = buffer.getInt(offset);
        torn += isWhole(number, buffer, offset, length) ? 0 : 1;
        return heard.add(number);
    }

    private static boolean isWhole(int number, DirectBuffer buffer, int offset, int length) {
        for (int i = offset; i < offset + length; i += Integer.BYTES) {
            if (buffer.getInt(i) != number) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int poll() {
        FrameHandler handler = (link, buffer, offset, length) -> hear(control, buffer, offset, length);
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

    /** A frame of a multiple of four bytes. */
    static UnsafeBuffer frame(int number, int length) {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[length]);
        for (int i = 0; i < length; i += Integer.BYTES) {
            frame.putInt(i, number);
        }
        return frame;
    }

    @Override
    public void close() {
        session.close();
    }
}
