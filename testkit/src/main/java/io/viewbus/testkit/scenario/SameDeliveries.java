/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.check.MessageId;
import io.viewbus.view.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Members that were in the same views got the same in them: of each sender in the same order, and from TOTAL on in one order. */
record SameDeliveries(List<String> names, @Nullable List<String> view) implements Condition {

    static Condition parse(Words words) {
        words.require("deliveries");
        words.require("at");
        List<String> names = words.names("in", "within");
        return new SameDeliveries(names, words.takeIf("in") ? Conditions.viewNames(words) : null);
    }

    @Override
    public @Nullable String unmet(Scene scene) {
        Journal first = scene.journal(names.get(0));
        for (String other : names.subList(1, names.size())) {
            String difference = compare(first, scene.journal(other));
            if (difference != null) {
                return names.get(0) + " and " + other + " differ in " + difference;
            }
        }
        return null;
    }

    private @Nullable String compare(Journal left, Journal right) {
        int compared = 0;
        for (View common : left.views()) {
            boolean wanted = view == null || Conditions.names(common.members()).equals(view);
            if (wanted && right.views().contains(common)) {
                compared++;
                String difference = compare(left, right, common);
                if (difference != null) {
                    return difference;
                }
            }
        }
        return compared > 0 ? null : "having no such view in common";
    }

    private static @Nullable String compare(Journal left, Journal right, View common) {
        boolean same = ordered(left, common).equals(ordered(right, common))
                && bySender(left, common).equals(bySender(right, common));
        return same
                ? null
                : Conditions.names(common) + ": " + bySender(left, common) + " and " + bySender(right, common);
    }

    private static List<MessageId> ordered(Journal journal, View view) {
        return ids(journal, entry -> entry.total() && entry.view().equals(view));
    }

    private static Map<String, List<MessageId>> bySender(Journal journal, View view) {
        Map<String, List<MessageId>> all = new HashMap<>();
        journal.deliveries()
                .forEach(entry -> all.computeIfAbsent(
                        entry.sender(),
                        sender -> ids(
                                journal,
                                e -> e.sender().equals(sender) && e.view().equals(view))));
        all.values().removeIf(List::isEmpty);
        return all;
    }

    private static List<MessageId> ids(Journal journal, Predicate<Journal.Entry> which) {
        return journal.deliveries().stream()
                .filter(which)
                .map(Journal.Entry::message)
                .toList();
    }
}
