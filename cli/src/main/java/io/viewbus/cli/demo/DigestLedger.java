/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares what members delivered. Two members are compared in each view that both delivered to its end, that is, where both
 * went on to the same next view.
 */
final class DigestLedger {

    private final Map<Step, Map<String, EndedView>> steps = new HashMap<>();
    private final Map<String, Long> messagesOfViews = new HashMap<>();

    /** From one view to the next. */
    private record Step(String view, String next) {}

    /**
     * Enters what a member delivered in a view that ended, and compares.
     *
     * @return how many members went this step so far, all with the same messages
     * @throws DemoFailure if another member delivered something else
     */
    int enter(String member, EndedView ended) throws DemoFailure {
        messagesOfViews.merge(ended.id(), ended.messages(), Math::max);
        if (!ended.wentOn()) {
            return 1;
        }
        Map<String, EndedView> same =
                steps.computeIfAbsent(new Step(ended.id(), ended.next()), step -> new TreeMap<>());
        for (Map.Entry<String, EndedView> other : same.entrySet()) {
            requireEqual(other.getKey(), other.getValue(), member, ended);
        }
        same.put(member, ended);
        return same.size();
    }

    private static void requireEqual(String one, EndedView a, String two, EndedView b) throws DemoFailure {
        if (!a.equals(b)) {
            throw new DemoFailure(String.format(
                    "%s and %s delivered different messages in view %s: %d with digest %s, %d with digest %s",
                    one, two, a.id(), a.messages(), a.digest(), b.messages(), b.digest()));
        }
    }

    /** Counts view changes times the survivors that were compared; all of them were equal. */
    long comparisons() {
        return steps.values().stream()
                .mapToLong(Map::size)
                .filter(survivors -> survivors > 1)
                .sum();
    }

    /** Counts the messages of all views. */
    long messages() {
        return messagesOfViews.values().stream().mapToLong(Long::longValue).sum();
    }
}
