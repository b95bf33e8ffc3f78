/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.core.Message.Connect;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lets newcomers prove that they hear everybody and everybody hears them, before any member is disturbed by a change
 * (VS-37, VS-38). Used by whoever leads the next change.
 */
final class Mesh {

    private final MemberContext context;
    private final TreeMap<Incarnation, TreeSet<Incarnation>> linked = new TreeMap<>();
    private List<MemberRecord> members = List.of();
    private List<MemberRecord> newcomers = List.of();
    private long attempt;
    private long startedNs;
    private long sentNs;

    Mesh(MemberContext context) {
        this.context = context;
    }

    boolean isActive() {
        return !newcomers.isEmpty();
    }

    /** Starts to connect, or goes on with other newcomers than before. */
    void connect(List<MemberRecord> fromMembers, List<MemberRecord> toNewcomers) {
        if (!isActive()) {
            startedNs = context.nowNs();
        }
        if (!members.equals(fromMembers) || !newcomers.equals(toNewcomers)) {
            members = List.copyOf(fromMembers);
            newcomers = List.copyOf(toNewcomers);
            linked.clear();
            attempt++;
            send();
        } else if (context.nowNs() - sentNs >= context.config.prepareNs() / 2) {
            context.mark(MembershipMark.CONNECT_REPEATED);
            send();
        }
    }

    private void send() {
        sentNs = context.nowNs();
        List<MemberRecord> all = new ArrayList<>(members);
        all.addAll(newcomers);
        context.participants.onCandidates(all);
        context.send(new Connect(attempt, all));
    }

    void onMesh(Incarnation from, Message.Mesh mesh) {
        if (context.isMe(mesh.proposer()) && mesh.attempt() == attempt && isActive()) {
            linked.put(from, new TreeSet<>(mesh.linked()));
        } else {
            context.mark(MembershipMark.MESH_OF_OTHER_ATTEMPT);
        }
    }

    boolean isComplete() {
        return isActive() && meshed().size() == newcomers.size();
    }

    boolean isTimedOut() {
        boolean timedOut = isActive() && context.nowNs() - startedNs > 10 * context.config.prepareNs();
        if (timedOut) {
            context.mark(MembershipMark.MESH_TIMED_OUT);
        }
        return timedOut;
    }

    /** Returns the newcomers, in order of arrival, that are linked both ways with all members and with each other. */
    List<MemberRecord> meshed() {
        List<MemberRecord> meshed = new ArrayList<>();
        for (MemberRecord newcomer : newcomers) {
            if (isLinkedWithAll(newcomer, members) && isLinkedWithAll(newcomer, meshed)) {
                meshed.add(newcomer);
            }
        }
        return meshed;
    }

    /** The dead cannot answer, nor can the old incarnation whose name a newcomer takes over. */
    private boolean isLinkedWithAll(MemberRecord newcomer, List<MemberRecord> others) {
        return others.stream()
                .filter(other -> !context.isSuspected(other.incarnation()))
                .filter(other -> !other.member().name().equals(newcomer.member().name()))
                .allMatch(other -> hears(newcomer, other) && hears(other, newcomer));
    }

    private boolean hears(MemberRecord listener, MemberRecord speaker) {
        if (context.isMe(listener.incarnation())) {
            return hearsWell(context, speaker);
        }
        return linked.getOrDefault(listener.incarnation(), new TreeSet<>()).contains(speaker.incarnation());
    }

    private static boolean hearsWell(MemberContext context, MemberRecord speaker) {
        return !context.isSuspected(speaker.incarnation()) && context.participants.isLinked(speaker);
    }

    void reset() {
        newcomers = List.of();
        members = List.of();
        linked.clear();
    }

    /** Answers another's {@link Connect}: whom of the candidates this process hears well. */
    static List<Incarnation> linkedHere(MemberContext context, List<MemberRecord> candidates) {
        Set<Incarnation> heard = new TreeSet<>();
        for (MemberRecord candidate : candidates) {
            boolean isSelf = context.isMe(candidate.incarnation());
            if (isSelf || hearsWell(context, candidate)) {
                heard.add(candidate.incarnation());
            }
        }
        return List.copyOf(heard);
    }
}
