/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.SendProbe;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Counts what members send on their control streams, by the type of the message. A multicast counts once. */
final class ControlTraffic implements SendProbe {

    private static final List<SendPoint> TYPES =
            SendPoint.ALL.stream().filter(point -> point.lane() == Lane.CONTROL).toList();

    private final TreeMap<String, Long> bytes = new TreeMap<>();

    @Override
    public void onSend(Lane lane, DirectBuffer buffer, int offset, int length, boolean sent) {
        if (sent && lane == Lane.CONTROL) {
            String type = typeOf(buffer, offset, length);
            bytes.merge(type, (long) length, Long::sum);
        }
    }

    private static String typeOf(DirectBuffer buffer, int offset, int length) {
        for (SendPoint type : TYPES) {
            if (type.matches(Lane.CONTROL, buffer, offset, length)) {
                return type.name();
            }
        }
        throw new IllegalStateException("a control frame of " + length + " bytes has no type");
    }

    /** Returns how many bytes were sent, with their envelopes. */
    long bytes() {
        return bytes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns the same for each type of message. */
    SortedMap<String, Long> bytesByType() {
        return new TreeMap<>(bytes);
    }
}
