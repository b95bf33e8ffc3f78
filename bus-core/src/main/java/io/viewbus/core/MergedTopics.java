/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.TopicSnapshot;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The topics of a view, put together from those of the views that it follows (VS-88). Where two parts have a topic of one name
 * with different orders, or two names that cannot be told apart, the part that ranks first keeps it, and the others' members
 * are out of it. A pure function of the parts, so that it is the same at every member.
 */
final class MergedTopics {

    private final ViewState view;
    private final Trace trace;
    private final TreeMap<Integer, TopicGroup> groups = new TreeMap<>();

    MergedTopics(ViewState view, Trace trace) {
        this.view = view;
        this.trace = trace;
    }

    /** Adds the topics of the next part. */
    void add(List<TopicSnapshot> part) {
        for (TopicSnapshot topic : part) {
            int id = DataHeader.topicIdOf(topic.name());
            TopicGroup group = groups.computeIfAbsent(
                    id, absent -> new TopicGroup(topic.name(), id, topic.order(), view.counter()));
            if (group.name().equals(topic.name()) && group.order() == topic.order()) {
                group.enter(membersOf(topic), view.view());
            } else {
                trace.mark(MessagingMark.TOPICS_CLASH);
            }
        }
    }

    /** Returns all topics, by id. */
    List<TopicGroup> groups() {
        return new ArrayList<>(groups.values());
    }

    private List<Member> membersOf(TopicSnapshot topic) {
        List<Member> members = new ArrayList<>();
        for (int rank = 0; rank < view.size(); rank++) {
            if ((topic.members() & 1L << rank) != 0) {
                members.add(view.stream(rank).member());
            }
        }
        return members;
    }
}
