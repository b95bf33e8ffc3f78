/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.Order;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes down what is told, one line each; by a member or by a reader. */
final class Log implements Trace, RecordHandler {

    private final List<String> lines = new ArrayList<>();
    private final List<Long> indexes = new ArrayList<>();

    /** Reads all recordings of a directory. */
    static Log of(Path directory) {
        Log log = new Log();
        for (RecordedMember recording : Recordings.find(List.of(directory))) {
            try (RecordCursor cursor = recording.read(0)) {
                while (cursor.next(log, log)) {
                    // The log takes them.
                }
            }
        }
        return log;
    }

    List<String> lines() {
        return lines;
    }

    List<Long> indexes() {
        return indexes;
    }

    /** Returns what the member told, without what the recorder added. */
    List<String> told() {
        return lines.stream().filter(line -> !line.startsWith("*")).toList();
    }

    private void add(Object... words) {
        lines.add(Arrays.deepToString(words));
    }

    @Override
    public void at(long index, long atNs) {
        indexes.add(index);
    }

    @Override
    public void standing(Standing standing) {
        lines.add("* " + standing);
    }

    @Override
    public void topicViewAgain(int topic, long counter, long change, List<Member> members) {
        lines.add("* topicView " + topic + " " + counter + " " + change + " " + members);
    }

    @Override
    public void topicTableAgain(ViewId view, long hash) {
        lines.add("* topicTable " + view + " " + hash);
    }

    @Override
    public void gap(long count) {
        lines.add("* gap " + count);
    }

    @Override
    public void end() {
        lines.add("* end");
    }

    @Override
    public void joining(Member self) {
        add("joining", self, self.incarnation());
    }

    @Override
    public void leaving() {
        add("leaving");
    }

    @Override
    public void suspected(Incarnation suspect) {
        add("suspected", suspect);
    }

    @Override
    public void promised(ViewId prior, long round, Incarnation proposer) {
        add("promised", prior, round, proposer);
    }

    @Override
    public void wedged(ViewId view) {
        add("wedged", view);
    }

    @Override
    public void accepted(ViewId prior, ViewId next) {
        add("accepted", prior, next);
    }

    @Override
    public void decided(ViewId prior, ViewId next, List<Member> members, long proposalHash) {
        add("decided", prior, next, members, proposalHash);
    }

    @Override
    public void installed(ViewId prior, View view, List<Member> transitional) {
        add("installed", prior, view, view.components(), transitional);
    }

    @Override
    public void primaryState(PrimaryState state) {
        add("primaryState", state);
    }

    @Override
    public void excluded() {
        add("excluded");
    }

    @Override
    public void left() {
        add("left");
    }

    @Override
    public void cut(ViewId prior, long[] lastSeqs) {
        add("cut", prior, lastSeqs);
    }

    @Override
    public void sent(long seq, int topic, Order order, long inView, int length, long payloadHash) {
        add("sent", seq, topic, order, inView, length, payloadHash);
    }

    @Override
    public void offerRefused(long last) {
        add("offerRefused", last);
    }

    @Override
    public void delivered(
            Incarnation sender,
            long seq,
            int topic,
            Order order,
            long orderIndex,
            long change,
            long groupSequence,
            boolean toUser,
            boolean transitional,
            long payloadHash) {
        add(
                "delivered",
                sender,
                seq,
                topic,
                order,
                orderIndex,
                change,
                groupSequence,
                toUser,
                transitional,
                payloadHash);
    }

    @Override
    public void ordered(long range, int senderRank, long upToSeq) {
        add("ordered", range, senderRank, upToSeq);
    }

    @Override
    public void topicView(int topic, long counter, long change, List<Member> members) {
        add("topicView", topic, counter, change, members);
    }

    @Override
    public void topicTable(ViewId view, long hash) {
        add("topicTable", view, hash);
    }

    @Override
    public void received(Incarnation sender, long seq, int kept) {
        add("received", sender, seq, kept);
    }

    @Override
    public void stable(Incarnation sender, long seq) {
        add("stable", sender, seq);
    }

    @Override
    public void released(Incarnation sender, long seq, int kept) {
        add("released", sender, seq, kept);
    }
}
