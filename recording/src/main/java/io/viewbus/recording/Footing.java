/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a standing is made of. It is kept where events are told and not where they are written, so a gap does not make it
 * wrong. Allocates only when the view or a topic changes.
 */
final class Footing {

    private final Map<Incarnation, Holding> holdings = new LinkedHashMap<>();
    private final Set<Incarnation> suspects = new LinkedHashSet<>();
    private final List<EarlyTopic> early = new ArrayList<>();
    private final Map<Incarnation, Long> starts = new LinkedHashMap<>();
    private @Nullable View view;
    private @Nullable ViewId earlyTable;
    private long earlyTableHash;
    private long sent;
    private boolean leaving;
    private PrimaryState primary = PrimaryState.NOT_PRIMARY;

    /** What is held of one sender. */
    private static final class Holding {
        private long received;
        private long released;
    }

    /** A change of a topic that belongs to the view that is about to be installed. */
    record EarlyTopic(int topic, long counter, long change, List<Member> members) {}

    void leaving() {
        leaving = true;
    }

    void suspected(Incarnation suspect) {
        suspects.add(suspect);
    }

    void primaryState(PrimaryState state) {
        primary = state;
    }

    void sent(long seq) {
        sent = seq;
    }

    void received(Incarnation sender, long seq) {
        Holding holding = holding(sender);
        holding.received = Math.max(holding.received, seq);
    }

    void released(Incarnation sender, long seq) {
        holding(sender).released = seq;
    }

    private Holding holding(Incarnation sender) {
        Holding known = holdings.get(sender);
        if (known == null) {
            known = new Holding();
            holdings.put(sender, known);
        }
        return known;
    }

    /** Only of the own view it is known whose each number is. */
    void cut(ViewId ended, long[] lastSeqs) {
        View known = view;
        if (known == null || !known.id().equals(ended)) {
            return;
        }
        starts.clear();
        for (int rank = 0; rank < known.members().size() && rank < lastSeqs.length; rank++) {
            starts.put(known.members().get(rank).incarnation(), lastSeqs[rank]);
        }
    }

    void topicView(int topic, long counter, long change, List<Member> members) {
        if (view == null || counter != view.id().counter()) {
            early.add(new EarlyTopic(topic, counter, change, List.copyOf(members)));
        }
    }

    void topicTable(ViewId of, long hash) {
        if (view == null || !of.equals(view.id())) {
            earlyTable = of;
            earlyTableHash = hash;
        }
    }

    Standing standing() {
        Set<Incarnation> senders = new LinkedHashSet<>(starts.keySet());
        senders.addAll(holdings.keySet());
        List<Standing.Stream> streams = new ArrayList<>();
        for (Incarnation sender : senders) {
            Holding holding = holding(sender);
            streams.add(
                    new Standing.Stream(sender, holding.received, holding.released, starts.getOrDefault(sender, 0L)));
        }
        return new Standing(sent, streams, List.copyOf(suspects), leaving, primary);
    }

    List<EarlyTopic> earlyTopics() {
        return early;
    }

    @Nullable
    ViewId earlyTable() {
        return earlyTable;
    }

    long earlyTableHash() {
        return earlyTableHash;
    }

    void installed(View next) {
        view = next;
        early.clear();
        earlyTable = null;
        starts.clear();
        holdings.keySet().removeIf(sender -> next.rankOf(sender) < 0);
        suspects.removeIf(suspect -> next.rankOf(suspect) < 0);
    }
}
