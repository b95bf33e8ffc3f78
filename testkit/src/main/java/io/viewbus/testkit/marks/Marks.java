/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.marks;

import io.viewbus.core.MessagingMark;
import io.viewbus.membership.core.BallotMove;
import io.viewbus.membership.core.MembershipMark;
import io.viewbus.membership.core.PhaseMove;
import io.viewbus.membership.core.StageMove;
import io.viewbus.membership.liveness.LivenessMark;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts how often each marked place of the protocol was reached: the moves of its state machines, and the marks of membership, of
 * the watch over processes, and of messaging. Counts over as many runs as it is given to, which may run on several threads.
 */
public final class Marks implements Consumer<Enum<?>> {

    private static final List<Enum<?>> ALL = all();

    private final Map<Enum<?>, LongAdder> counts = new LinkedHashMap<>();

    /** Makes it with all counts at zero. */
    public Marks() {
        ALL.forEach(mark -> counts.put(mark, new LongAdder()));
    }

    private static List<Enum<?>> all() {
        List<Enum<?>> all = new ArrayList<>();
        Collections.addAll(all, PhaseMove.values());
        Collections.addAll(all, StageMove.values());
        Collections.addAll(all, BallotMove.values());
        Collections.addAll(all, MembershipMark.values());
        Collections.addAll(all, LivenessMark.values());
        Collections.addAll(all, MessagingMark.values());
        return List.copyOf(all);
    }

    /**
     * Counts a mark.
     *
     * @param mark what was reached
     * @throws IllegalArgumentException if it is none of the marks that are known here
     */
    @Override
    public void accept(Enum<?> mark) {
        LongAdder count = counts.get(mark);
        if (count == null) {
            throw new IllegalArgumentException(name(mark) + " is not in the list of marks");
        }
        count.increment();
    }

    /**
     * Returns how a mark is called: the name of its list, and its own.
     *
     * @param mark the mark
     * @return the name
     */
    public static String name(Enum<?> mark) {
        return mark.getDeclaringClass().getSimpleName() + "." + mark.name();
    }

    /**
     * Returns how many marks there are.
     *
     * @return the number
     */
    public int size() {
        return counts.size();
    }

    /**
     * Returns the names of those that were reached.
     *
     * @return the names, in the order of declaration
     */
    public List<String> hit() {
        return names(true);
    }

    /**
     * Returns the names of those that were never reached.
     *
     * @return the names, in the order of declaration
     */
    public List<String> neverHit() {
        return names(false);
    }

    private List<String> names(boolean hit) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().sum() > 0 == hit)
                .map(entry -> name(entry.getKey()))
                .toList();
    }

    /**
     * Says how often each was reached, and then which were not.
     *
     * @return lines
     */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        counts.forEach((mark, count) -> {
            if (count.sum() > 0) {
                lines.add(String.format(Locale.ROOT, "%,14d %s", count.sum(), name(mark)));
            }
        });
        lines.add(hit().size() + " of " + size() + " marks hit; never hit: "
                + neverHit().size());
        neverHit().forEach(name -> lines.add(" ".repeat(15) + name));
        return lines;
    }
}
