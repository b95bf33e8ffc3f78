/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import java.util.EnumMap;

/** The counters of a member as its gateway tells them. */
final class Vitals {

    private Vitals() {}

    /** Asks a gateway; the process of a member that is over counts as gone. */
    static LocalMember of(GatewayClient gateway) {
        JsonValue sample = gateway.get("api/v1/counters");
        EnumMap<Counter, Long> values = new EnumMap<>(Counter.class);
        JsonValue counters = sample.get("counters");
        for (Counter counter : Counter.values()) {
            values.put(counter, counters.get(counter.key()).whole());
        }
        return new LocalMember(
                sample.get("cluster").text(),
                sample.get("member").text(),
                sample.get("incarnation").text(),
                0,
                !sample.get("over").isTrue(),
                new CounterSnapshot(values));
    }
}
