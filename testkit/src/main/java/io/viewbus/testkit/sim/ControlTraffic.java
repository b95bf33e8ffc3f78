/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.SendProbe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.agrona.DirectBuffer;

/** Counts what members send on their control streams, by the type of the message. A multicast counts once. */
final class ControlTraffic implements SendProbe {

    private static final List<SendPoint> TYPES =
            SendPoint.ALL.stream().filter(point -> point.lane() == Lane.CONTROL).toList();

    private final long[] bytes = new long[TYPES.size()];

    @Override
    public void onSend(Lane lane, DirectBuffer buffer, int offset, int length, boolean sent) {
        if (sent && lane == Lane.CONTROL) {
            bytes[typeOf(buffer, offset, length)] += length;
        }
    }

    private static int typeOf(DirectBuffer buffer, int offset, int length) {
        for (int type = 0; type < TYPES.size(); type++) {
            if (TYPES.get(type).matches(Lane.CONTROL, buffer, offset, length)) {
                return type;
            }
        }
        throw new IllegalStateException("a control frame of " + length + " bytes has no type");
    }

    /** Returns how many bytes were sent, with their envelopes. */
    long bytes() {
        return LongStream.of(bytes).sum();
    }

    /** Returns the same for each type of message that was sent. */
    SortedMap<String, Long> bytesByType() {
        TreeMap<String, Long> sent = new TreeMap<>();
        for (int type = 0; type < bytes.length; type++) {
            if (bytes[type] > 0) {
                sent.put(TYPES.get(type).name(), bytes[type]);
            }
        }
        return sent;
    }
}
