/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import java.util.EnumMap;
import java.util.Map;

/** Members as tests see them. */
final class Seen {

    /** In milliseconds since 1970; the views of these members are two minutes old. */
    static final long NOW_MS = 1_000_000_000_000L;

    private Seen() {}

    /** A member in view 7 of three, whose counters differ from those of a quiet one in what is given. */
    static LocalMember member(String name, Map<Counter, Long> differences) {
        return member(name, counters(differences));
    }

    static LocalMember member(String name, CounterSnapshot counters) {
        return new LocalMember("c", name, "incarnation-of-" + name, 42, true, "", counters);
    }

    static LocalMember dead(LocalMember member) {
        return new LocalMember(
                member.cluster(), member.name(), member.incarnation(), member.pid(), false, "", member.counters());
    }

    private static CounterSnapshot counters(Map<Counter, Long> differences) {
        Map<Counter, Long> values = new EnumMap<>(Counter.class);
        values.put(Counter.VIEWS_INSTALLED, 3L);
        values.put(Counter.VIEW, 7L);
        values.put(Counter.MEMBERS, 3L);
        values.put(Counter.PRIMARY, 1L);
        values.put(Counter.VIEW_TIMESTAMP_NS, (NOW_MS - 120_000) * 1_000_000);
        values.put(Counter.VIEW_CHANGE_LAST_NS, 38_000_000L);
        values.putAll(differences);
        return new CounterSnapshot(values, Map.of());
    }

    static Sighting sighting(String name, Map<Counter, Long> differences) {
        return new Sighting(member(name, differences), MemberState.ACTIVE, null, 0, NOW_MS);
    }
}
