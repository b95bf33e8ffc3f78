/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.TransportSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** One member of a contract test: writes numbered frames and checks those that it hears, byte by byte. */
final class ContractPeer implements FrameHandler {

    private static final int PROBE = -1;
    private static final int PROBE_LENGTH = 2 * Integer.BYTES;
    private static final long NONE = 0;

    private final int number;
    private final TransportSession session;
    private final DataStream data;
    private final Map<Long, List<Integer>> control = new TreeMap<>();
    private final Map<Long, List<Integer>> heard = new TreeMap<>();
    private final LentData lent = new LentData(ContractPeer::check, this::onData);
    private final Set<Integer> probed = new TreeSet<>();
    private long refusedLink = NONE;
    private int refusals;

    ContractPeer(int number, TransportSession session) {
        this.number = number;
        this.session = session;
        data = session.openData(lent);
    }

    /** Returns a frame whose every byte follows from its index. */
    static UnsafeBuffer frame(int index, int length) {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[length]);
        frame.putInt(0, index);
        for (int i = Integer.BYTES; i < length; i++) {
            frame.putByte(i, byteAt(index, i));
        }
        return frame;
    }

    UnsafeBuffer probe() {
        UnsafeBuffer frame = new UnsafeBuffer(new byte[PROBE_LENGTH]);
        frame.putInt(0, PROBE);
        frame.putInt(Integer.BYTES, number);
        return frame;
    }

    TransportSession session() {
        return session;
    }

    DataStream data() {
        return data;
    }

    long link() {
        return data.link();
    }

    void poll() {
        session.poll(this);
    }

    boolean hears(ContractPeer sender) {
        return probed.contains(sender.number);
    }

    int probes() {
        return probed.size();
    }

    int controlFrames() {
        return count(control);
    }

    int dataFrames() {
        return count(heard);
    }

    int dataFrames(long link) {
        return heard.getOrDefault(link, List.of()).size();
    }

    LentData lent() {
        return lent;
    }

    void refuse(long link) {
        refusedLink = link;
    }

    void refuseNone() {
        refusedLink = NONE;
    }

    int refusals() {
        return refusals;
    }

    void assertControlFrames(int total) {
        assertThat(controlFrames()).isEqualTo(total);
        control.values().forEach(ContractPeer::assertInOrder);
    }

    void assertDataFrames(long link, int total) {
        List<Integer> frames = heard.getOrDefault(link, List.of());
        assertThat(frames).hasSize(total);
        assertInOrder(frames);
    }

    @Override
    public boolean onFrame(long link, DirectBuffer buffer, int offset, int length) {
        if (length == PROBE_LENGTH && buffer.getInt(offset) == PROBE) {
            probed.add(buffer.getInt(offset + Integer.BYTES));
        } else {
            take(control, link, buffer, offset, length);
        }
        return true;
    }

    private boolean onData(long link, DirectBuffer buffer, int offset, int length) {
        if (link == refusedLink && refusedLink != NONE) {
            refusals++;
            return false;
        }
        take(heard, link, buffer, offset, length);
        return true;
    }

    private static void take(Map<Long, List<Integer>> frames, long link, DirectBuffer buffer, int offset, int length) {
        check(link, buffer, offset, length);
        frames.computeIfAbsent(link, key -> new ArrayList<>()).add(buffer.getInt(offset));
    }

    private static boolean check(long link, DirectBuffer buffer, int offset, int length) {
        int index = buffer.getInt(offset);
        for (int i = Integer.BYTES; i < length; i++) {
            if (buffer.getByte(offset + i) != byteAt(index, i)) {
                throw new AssertionError(
                        "frame " + index + " of " + length + " bytes on link " + link + " is damaged at " + i);
            }
        }
        return true;
    }

    private static void assertInOrder(List<Integer> frames) {
        for (int i = 0; i < frames.size(); i++) {
            assertThat(frames.get(i)).as("frame at place " + i).isEqualTo(i);
        }
    }

    private static int count(Map<Long, List<Integer>> frames) {
        return frames.values().stream().mapToInt(List::size).sum();
    }

    private static byte byteAt(int index, int place) {
        return (byte) (31 * index + place * 7 + (place >> 8));
    }
}
