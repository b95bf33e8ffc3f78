/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.TopicException;
import io.viewbus.view.Incarnation;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All topics of the cluster. A pure function of the total order: every member applies the same joins and leaves at the same
 * places. A topic without members stays until the next view, so that the ids of its group views do not repeat.
 */
final class TopicTable {

    private final int maxTopics;
    private final Int2ObjectHashMap<TopicGroup> byId = new Int2ObjectHashMap<>();

    TopicTable(int maxTopics) {
        this.maxTopics = maxTopics;
    }

    /** How many topics are kept, with members or without. */
    int size() {
        return byId.size();
    }

    /** Finds a topic that has members. */
    @Nullable
    TopicGroup find(int topicId) {
        TopicGroup group = byId.get(topicId);
        return group == null || group.size() == 0 ? null : group;
    }

    /** Tells why a join is refused, or null if it is not. The same answer at every member. */
    @Nullable
    TopicException refusal(int topicId, String name, @Nullable Order order, Incarnation joiner) {
        TopicGroup group = byId.get(topicId);
        if (group == null) {
            return byId.size() < maxTopics
                    ? null
                    : new TopicException.Refused(
                            "topic \"" + name + "\" would be one more than " + maxTopics + " topics");
        }
        if (!group.name().equals(name)) {
            return new TopicException.Refused("topic \"" + name + "\" cannot be told from \"" + group.name()
                    + "\", which exists: choose another name");
        }
        if (group.contains(joiner)) {
            return new TopicException.Refused("this member is in the group of topic \"" + name + "\" already");
        }
        return group.size() == 0 || order == null || order == group.order()
                ? null
                : new TopicException.OrderMismatch(name, group.order(), order);
    }

    /** Returns the group that a join which is not refused enters. */
    TopicGroup findOrCreate(int topicId, String name, @Nullable Order order, long counter) {
        Order wanted = order == null ? Order.TOTAL : order;
        TopicGroup group = byId.get(topicId);
        if (group == null) {
            group = new TopicGroup(name, topicId, wanted, counter);
            byId.put(topicId, group);
        } else if (group.size() == 0) {
            group.order(wanted);
        }
        return group;
    }

    /** Puts in a topic of a snapshot. */
    void put(TopicGroup group) {
        byId.put(group.id(), group);
    }

    void clear() {
        byId.clear();
    }

    /** Forgets topics without members. */
    void removeEmpty() {
        byId.values().removeIf(group -> group.size() == 0);
    }

    /** A hash of all topics, to compare with those of other members. */
    long hash() {
        long hash = byId.size();
        for (TopicGroup group : groups()) {
            hash = 31 * hash + group.id();
            hash = 31 * hash + group.order().name().hashCode();
            hash = 31 * hash + group.members().hashCode();
        }
        return hash;
    }

    /** All topics, by id. */
    List<TopicGroup> groups() {
        return byId.values().stream()
                .sorted(Comparator.comparingInt(TopicGroup::id))
                .toList();
    }
}
