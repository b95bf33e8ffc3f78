/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.Order;
import io.viewbus.spi.membership.Proposal;
import io.viewbus.spi.membership.Proposal.Origin;
import io.viewbus.spi.membership.Proposal.Prior;
import io.viewbus.spi.membership.ViewParticipant.Candidate;
import io.viewbus.spi.membership.ViewParticipant.Contribution;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.List;

/** Several members in one thread on virtual time, whose view changes a test scripts step by step. */
final class ScriptedCluster {

    private static final long STEP_NS = 1_000_000L;

    final List<ScriptedMember> members = new ArrayList<>();
    final MessagingConfig config;
    View view = new View(
            new ViewId(1, 1, new Incarnation(0, 1)),
            List.of(new Member("x", new Incarnation(0, 1))),
            List.of(),
            List.of());
    private ViewId installed = ViewId.NONE;
    private List<Member> installedMembers = List.of();
    private long nowNs = 1;

    ScriptedCluster(MessagingConfig config) {
        this.config = config;
    }

    /** Founds a cluster of so many members. */
    static ScriptedCluster of(int size, MessagingConfig config) {
        ScriptedCluster cluster = new ScriptedCluster(config);
        for (int i = 0; i < size; i++) {
            cluster.add();
        }
        cluster.change(cluster.members);
        return cluster;
    }

    ScriptedMember add() {
        ScriptedMember member = new ScriptedMember(this, members.size() + 1);
        members.add(member);
        for (ScriptedMember each : members) {
            each.participant.onCandidates(candidatesOf(each));
        }
        return member;
    }

    ScriptedMember get(int index) {
        return members.get(index);
    }

    /** All join a topic, one after the other. */
    void joinAll(String topic, Order order) {
        for (ScriptedMember member : members) {
            member.participant.join(100, topic, order);
            run(10);
        }
    }

    /** Lets everything flow for a while. */
    void run(int millis) {
        for (int i = 0; i < millis; i++) {
            step();
        }
    }

    void step() {
        nowNs += STEP_NS;
        for (ScriptedMember member : members) {
            if (!member.crashed) {
                member.poll(nowNs);
            }
        }
    }

    /** Wedges those who go on, agrees and installs, all without interruption. */
    void change(List<ScriptedMember> next) {
        List<ScriptedMember> respondents = wedge(next);
        install(propose(respondents, next), next);
    }

    List<ScriptedMember> wedge(List<ScriptedMember> next) {
        List<ScriptedMember> respondents = new ArrayList<>();
        for (ScriptedMember member : next) {
            member.participant.onWedge();
            if (installedMembers.contains(member.self)) {
                respondents.add(member);
            }
        }
        return respondents;
    }

    /** Merges the states of those who answer and proposes the next view to its members. */
    View propose(List<ScriptedMember> respondents, List<ScriptedMember> next) {
        List<Contribution> contributions = new ArrayList<>();
        for (ScriptedMember member : respondents) {
            contributions.add(new Contribution(installedMembers.indexOf(member.self), member.participant.state()));
        }
        byte[] merged = next.get(0).participant.merge(installedMembers.size(), contributions);
        List<Member> nextMembers = next.stream().map(member -> member.self).toList();
        ViewId id = new ViewId(installed.counter() + 1, 1, nextMembers.get(0).incarnation());
        View proposed = new View(id, nextMembers, List.of(), List.of());
        for (ScriptedMember member : next) {
            member.proposal = proposalFor(member, proposed, next, merged);
            member.participant.onProposal(member.proposal, nowNs);
        }
        return proposed;
    }

    void runUntilReady(ScriptedMember member) {
        for (int i = 0; i < 2000 && !member.participant.isReady(); i++) {
            step();
        }
    }

    /** Waits until all are ready, then lets all install. */
    void install(View proposed, List<ScriptedMember> next) {
        for (int i = 0; i < 2000 && !next.stream().allMatch(member -> member.participant.isReady()); i++) {
            step();
        }
        for (ScriptedMember member : next) {
            if (!member.participant.isReady()) {
                throw new AssertionError(member.self + " does not get ready");
            }
            member.participant.onInstall(member.proposal, nowNs);
        }
        installed = proposed.id();
        installedMembers = proposed.members();
        view = proposed;
    }

    private Proposal proposalFor(ScriptedMember member, View proposed, List<ScriptedMember> next, byte[] merged) {
        List<Origin> origins = new ArrayList<>();
        List<byte[]> joinData = new ArrayList<>();
        for (ScriptedMember each : next) {
            origins.add(originOf(each));
            joinData.add(each.participant.joinData());
        }
        return new Proposal(
                proposed,
                proposed.rankOf(member.self),
                List.of(new Prior(installed, merged)),
                originOf(member),
                origins,
                joinData);
    }

    private Origin originOf(ScriptedMember member) {
        int rank = installedMembers.indexOf(member.self);
        return rank < 0 ? Origin.NEWCOMER : new Origin(0, rank);
    }

    private List<Candidate> candidatesOf(ScriptedMember member) {
        return members.stream()
                .filter(other -> other != member)
                .map(other -> new Candidate(other.self, other.participant.joinData()))
                .toList();
    }
}
