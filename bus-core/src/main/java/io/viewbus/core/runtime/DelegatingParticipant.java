/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.observe.Traffic;
import io.viewbus.spi.membership.ParticipantContext;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.List;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** A participant that leaves everything to another; what it adds is in its subclass. */
abstract class DelegatingParticipant implements ViewParticipant {

    /** Returns who does the work. */
    protected abstract ViewParticipant delegate();

    @Override
    public int id() {
        return delegate().id();
    }

    @Override
    public void onStart(ParticipantContext context) {
        delegate().onStart(context);
    }

    @Override
    public byte[] joinData() {
        return delegate().joinData();
    }

    @Override
    public void onCandidates(List<Candidate> candidates) {
        delegate().onCandidates(candidates);
    }

    @Override
    public boolean isLinked(Candidate candidate) {
        return delegate().isLinked(candidate);
    }

    @Override
    public void onWedge() {
        delegate().onWedge();
    }

    @Override
    public byte[] state() {
        return delegate().state();
    }

    @Override
    public boolean hasHistory() {
        return delegate().hasHistory();
    }

    @Override
    public byte[] merge(int priorSize, List<Contribution> contributions) {
        return delegate().merge(priorSize, contributions);
    }

    @Override
    public void onProposal(Proposal proposal, long nowNs) {
        delegate().onProposal(proposal, nowNs);
    }

    @Override
    public boolean isReady() {
        return delegate().isReady();
    }

    @Override
    public void onInstall(Proposal proposal, long nowNs) {
        delegate().onInstall(proposal, nowNs);
    }

    @Override
    public void onOut(@Nullable ClusterException cause) {
        delegate().onOut(cause);
    }

    @Override
    public void onDoubt(boolean doubtful) {
        delegate().onDoubt(doubtful);
    }

    @Override
    public void onControl(Incarnation from, DirectBuffer buffer, int offset, int length, long nowNs) {
        delegate().onControl(from, buffer, offset, length, nowNs);
    }

    @Override
    public int doWork(long nowNs) {
        return delegate().doWork(nowNs);
    }

    @Override
    public Traffic traffic(Member member) {
        return delegate().traffic(member);
    }

    @Override
    public void onClose() {
        delegate().onClose();
    }
}
