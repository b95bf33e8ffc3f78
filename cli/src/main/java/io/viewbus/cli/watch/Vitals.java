/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
                gateway.toString(),
                new CounterSnapshot(values, spreads(sample.get("spreads"))));
    }

    /** Leaves out what a gateway of another version tells otherwise, or not at all. */
    private static Map<Timing, Spread> spreads(JsonValue json) {
        EnumMap<Timing, Spread> spreads = new EnumMap<>(Timing.class);
        for (Timing timing : Timing.values()) {
            List<Long> counts = json.get(timing.key()).items().stream()
                    .map(JsonValue::whole)
                    .toList();
            if (counts.size() == Spread.BUCKETS) {
                spreads.put(timing, new Spread(counts));
            }
        }
        return spreads;
    }
}
