/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.Cut;
import io.viewbus.core.wire.FlushState;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From the wedge to the install: report, repair up to the cut, end the old view, start the new one. */
final class ViewChange {

    /**
     * How long links may take. A value that somebody accepted must be installed as it is, even when one of its members died in
     * the meantime: then its link never comes. If it lives, {@link LinkWatch} will report it.
     */
    private static final long LINK_PATIENCE_NS = 300_000_000L;

    private final Parts parts;
    private final ViewState view;
    private final Streams streams;
    /** Streams of members that are gone: kept while somebody may still have to end the prior view. */
    private final List<SenderStream> departed = new ArrayList<>();

    private @Nullable Proposal proposal;
    /** Of this member's own prior view; of a newcomer, of the first. */
    private Cut cut = Cut.NOTHING;

    /** Who comes from a view, and so knows topics; as bits by rank. */
    private long survivors;
    /** Who comes from the same view as this member, which is one of them. */
    private long fellows;

    private long proposedAtNs;
    private boolean linksAwaited;

    ViewChange(Parts parts) {
        this.parts = parts;
        this.view = parts.view;
        this.streams = parts.streams;
    }

    /** What this member holds of the installed view (VS-59). */
    FlushState state() {
        long[] received = new long[view.size()];
        long[] stable = new long[view.size()];
        for (int rank = 0; rank < view.size(); rank++) {
            received[rank] = view.stream(rank).received();
            stable[rank] = view.stream(rank).stable();
        }
        return new FlushState(
                received,
                stable,
                parts.order.log().held(),
                view.entriesDelivered(),
                parts.tables.isComplete(),
                parts.tables.held());
    }

    /** Whether a stream must be kept although its sender is no candidate. */
    boolean isDeparted(SenderStream stream) {
        return departed.contains(stream);
    }

    /** Takes a proposal, which replaces an earlier one. */
    void propose(Proposal next, long nowNs) {
        if (proposal == null || !proposal.view().id().equals(next.view().id())) {
            parts.trace.mark(proposal == null ? MessagingMark.PROPOSAL_TAKEN : MessagingMark.PROPOSAL_REPLACED);
            proposedAtNs = nowNs;
            linksAwaited = true;
            restartRepair();
        }
        proposal = next;
        cut = Cut.decode(next.ownPrior().merged());
        requireSize(next);
        connect(next);
        if (!next.self().isNewcomer()) {
            learnStable();
            learnProven();
        }
    }

    /** Until now the dead were asked, less and less often; from now on whoever holds something is. */
    private void restartRepair() {
        for (int rank = 0; rank < view.size(); rank++) {
            view.stream(rank).repairTimer().restart();
        }
        parts.order.restartRepair();
        parts.tables.restartRepair();
    }

    /** Listens to all next members; to those that come from elsewhere from where their own view ended (VS-65). */
    private void connect(Proposal next) {
        for (int rank = 0; rank < next.view().members().size(); rank++) {
            SenderStream stream = streams.connect(
                    next.view().members().get(rank), next.joinData().get(rank));
            Origin origin = next.origins().get(rank);
            boolean needed = stream == streams.own() || next.isFellow(rank) || stream.isInView();
            if (!needed && (!origin.isNewcomer() || next.self().isNewcomer() || !stream.isBaseKnown())) {
                stream.setBase(startOf(next, origin));
            }
        }
    }

    /** Where the messages of a member begin that belong to the next view: after the end of the view it comes from. */
    private static long startOf(Proposal next, Origin origin) {
        return origin.isNewcomer()
                ? 0
                : Cut.decode(next.priors().get(origin.prior()).merged()).last()[origin.rank()];
    }

    /** Whether everything up to the cut is held and all links of the next view are up. */
    boolean isReady() {
        Proposal next = proposal;
        if (next == null) {
            return false;
        }
        return (next.self().isNewcomer() || isRepaired()) && (next.selfRank() < 0 || !linksAwaited || isLinked(next));
    }

    /** Asks for what is missing up to the cut (VS-62), or of a running view what its senders sent (VS-49). */
    int repair(long nowNs) {
        awaitLinks(nowNs);
        boolean ending = proposal != null && !proposal.self().isNewcomer();
        if (!ending) {
            return parts.repairs.requestFromSenders(nowNs) + repairRunning(nowNs);
        }
        int count = 0;
        for (int rank = 0; rank < view.size(); rank++) {
            Holders holders = new Holders(view, cut.holders()[rank]);
            SenderStream stream = view.stream(rank);
            count += parts.repairs.requestFromHolders(
                    stream, cut.last()[rank], isUnderWay(stream, cut.last()[rank]), nowNs, holders);
        }
        count += parts.order.repairToEnd(cut.ordCut(), nowNs, new Holders(view, cut.ordHolders()));
        if (!isTableRepaired()) {
            count += parts.tables.requestToEnd(nowNs, new Holders(view, cut.tableHolders()));
        }
        return count;
    }

    /** A sender that goes on lives, and its link keeps the order: what is missing at the end comes, unless a gap was seen. */
    private boolean isUnderWay(SenderStream stream, long last) {
        Proposal next = proposal;
        return next != null
                && stream.held() < last
                && !stream.isGapSeen()
                && next.view().rankOf(stream.member().incarnation()) >= 0;
    }

    private void awaitLinks(long nowNs) {
        if (linksAwaited && nowNs - proposedAtNs >= LINK_PATIENCE_NS) {
            parts.trace.mark(MessagingMark.LINKS_AWAITED_NO_LONGER);
            linksAwaited = false;
        }
    }

    /** Ends the prior view here and starts the next one. */
    void install(Proposal next, long nowNs) {
        cut = Cut.decode(next.ownPrior().merged());
        requireSize(next);
        releaseDeparted();
        traceCuts(next);
        if (!next.self().isNewcomer()) {
            endView(next);
        }
        startView(next, nowNs);
        proposal = null;
    }

    /** Forgets what nobody can need any more (VS-52). */
    int releaseSettled() {
        if (departed.isEmpty() || !view.isMember() || !parts.stability.allSurvivorsHeard()) {
            return 0;
        }
        releaseDeparted();
        return 1;
    }

    /** A newcomer tells them, too: who else knows where the senders begin may never install the view. */
    private void traceCuts(Proposal next) {
        for (Proposal.Prior prior : next.priors()) {
            if (!prior.id().equals(ViewId.NONE)) {
                parts.trace.cut(prior.id(), Cut.decode(prior.merged()).last());
            }
        }
    }

    private void endView(Proposal next) {
        parts.tables.endView(cut);
        new FinalDelivery(parts, cut, companions(next)).deliver();
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            stream.startView(cut.last()[rank]);
            stream.inView(false);
            parts.stability.advance(stream, cut.stable()[rank]);
            if (next.view().rankOf(stream.member().incarnation()) < 0) {
                parts.trace.mark(MessagingMark.DEPARTED_KEPT);
                departed.add(stream);
                streams.mute(stream);
            }
        }
        parts.order.endView();
    }

    private static List<Member> companions(Proposal next) {
        List<Member> companions = new ArrayList<>();
        for (int rank = 0; rank < next.view().members().size(); rank++) {
            if (next.isFellow(rank)) {
                companions.add(next.view().members().get(rank));
            }
        }
        return companions;
    }

    private void startView(Proposal next, long nowNs) {
        View installed = next.view();
        boolean[] fromPrior = new boolean[installed.members().size()];
        SenderStream[] byRank = new SenderStream[fromPrior.length];
        survivors = 0;
        fellows = 0;
        for (int rank = 0; rank < byRank.length; rank++) {
            byRank[rank] = streams.connect(
                    installed.members().get(rank), next.joinData().get(rank));
            byRank[rank].inView(true);
            Origin origin = next.origins().get(rank);
            if (byRank[rank] != streams.own() && !origin.isNewcomer() && !next.isFellow(rank)) {
                // It may have been a member of the view that ended here, and have gone on elsewhere in between.
                parts.trace.mark(MessagingMark.COMES_FROM_ELSEWHERE);
                byRank[rank].setBase(startOf(next, origin));
            }
            byRank[rank].comesFrom(
                    next.priors().get(Math.max(0, origin.prior())).id().tag());
            fromPrior[rank] = next.self().isNewcomer() ? !origin.isNewcomer() : next.isFellow(rank);
            survivors |= origin.isNewcomer() ? 0 : 1L << rank;
            fellows |= next.isFellow(rank) ? 1L << rank : 0;
        }
        view.install(installed, next.selfRank(), byRank);
        parts.order.startView();
        startTopics(next);
        parts.stability.startView(fromPrior);
        parts.links.startView(nowNs);
        for (int i = 0; i < streams.size(); i++) {
            receiveOrExpect(streams.get(i));
        }
        parts.acknowledger.sendAtOnce();
    }

    private void startTopics(Proposal next) {
        int ended = next.priors().size();
        boolean founded = next.ownPrior().id().equals(ViewId.NONE);
        boolean speaksFirst = Long.numberOfTrailingZeros(fellows) == next.selfRank();
        if (next.self().isNewcomer() && !founded) {
            parts.trace.mark(MessagingMark.STARTS_AS_NEWCOMER);
            parts.dispatcher.startWithoutTopics(fellows);
            parts.tables.startAsNewcomer(ended);
        } else if (ended > 1) {
            parts.trace.mark(MessagingMark.STARTS_A_MERGE);
            parts.dispatcher.startWithoutTopics(fellows);
            parts.tables.startMerge(ended, next.self().prior(), fellows, speaksFirst);
        } else {
            parts.trace.mark(MessagingMark.STARTS_WITH_TOPICS);
            parts.dispatcher.startView(fellows);
            parts.tables.startAsHolder(!founded && Long.bitCount(survivors) < view.size(), fellows, speaksFirst);
        }
        parts.creditReporter.retain(streams);
    }

    /** Members go on with what is held of the new view; whoever is not in it yet will start at the first message. */
    private void receiveOrExpect(SenderStream stream) {
        if (stream.isInView()) {
            parts.receiver.receive(stream);
        } else if (!stream.isBaseKnown()) {
            stream.setBase(0);
        }
    }

    private int repairRunning(long nowNs) {
        if (!view.hasView()) {
            return 0;
        }
        // Rank 0 has the whole order: it made it.
        return parts.order.repair(nowNs, new Holders(view, 1L))
                + parts.tables.request(nowNs, new Holders(view, survivors));
    }

    private void learnStable() {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            parts.stability.advance(stream, Math.min(cut.stable()[rank], cut.last()[rank]));
        }
    }

    /** What a cut contains was received by somebody who knew that the sender had installed the view. */
    private void learnProven() {
        for (int rank = 0; rank < view.size(); rank++) {
            SenderStream stream = view.stream(rank);
            if (stream.received() < cut.last()[rank]) {
                parts.trace.mark(MessagingMark.PROVEN_BY_THE_CUT);
                stream.prove();
                parts.receiver.receive(stream);
            }
        }
    }

    private boolean isRepaired() {
        for (int rank = 0; rank < view.size(); rank++) {
            if (view.stream(rank).received() < cut.last()[rank]) {
                parts.trace.mark(MessagingMark.LACKS_MESSAGES);
                return false;
            }
        }
        boolean ordered = parts.order.log().held() >= cut.ordCut();
        if (!ordered) {
            parts.trace.mark(MessagingMark.LACKS_ORDER);
        }
        return ordered && isTableRepaired();
    }

    /**
     * Whoever knew all topics may have delivered something by them. If nobody did, what the respondents know together is all that
     * matters: a part that none of them knows has no members left.
     */
    private boolean isTableRepaired() {
        boolean repaired = parts.tables.isComplete()
                || (cut.tableHolders() == 0 && (cut.tableParts() & ~parts.tables.held()) == 0);
        if (!repaired) {
            parts.trace.mark(MessagingMark.LACKS_TOPICS);
        }
        return repaired;
    }

    private boolean isLinked(Proposal next) {
        for (Member member : next.view().members()) {
            SenderStream stream = streams.find(member.incarnation());
            if (stream == null || !streams.isConnected(stream)) {
                parts.trace.mark(MessagingMark.LACKS_A_LINK);
                return false;
            }
        }
        return true;
    }

    private void releaseDeparted() {
        for (SenderStream stream : departed) {
            parts.trace.mark(MessagingMark.DEPARTED_FORGOTTEN);
            parts.stability.advance(stream, stream.start());
            streams.drop(stream);
        }
        departed.clear();
    }

    private void requireSize(Proposal next) {
        if (!next.self().isNewcomer() && cut.last().length != view.size()) {
            parts.trace.mark(MessagingMark.CUT_OF_OTHER_VIEW);
            throw new IllegalArgumentException(
                    "the cut is of " + cut.last().length + " streams, the view has " + view.size());
        }
    }
}
