/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.JoinData;
import io.viewbus.spi.membership.ViewParticipant.Candidate;
import io.viewbus.view.Member;
import java.util.List;

/** Listens to those who may come in, before it is known whether they do (VS-37), and to nobody who does not come after all. */
final class Candidates {

    /** How long somebody is waited for of whom nothing is said, at least; at most twice as long. */
    private static final long FORGET_NS = 5_000_000_000L;

    private final Parts parts;
    private long lookedNs;

    Candidates(Parts parts) {
        this.parts = parts;
    }

    /** Listens to all of them, and no more to those that were candidates before. */
    void connect(List<Candidate> candidates) {
        Streams streams = parts.streams;
        for (int i = streams.size() - 1; i >= 0; i--) {
            SenderStream stream = streams.get(i);
            if (isNoMember(stream) && !isNamed(stream.member(), candidates)) {
                drop(stream);
            }
        }
        for (Candidate candidate : candidates) {
            if (JoinData.isReadable(candidate.joinData())) {
                SenderStream stream = streams.connect(candidate.member(), candidate.joinData());
                // Who is not in this member's view has sent nothing yet, unless this member is itself the newcomer.
                if (parts.view.hasView() && !stream.isBaseKnown()) {
                    stream.setBase(0);
                }
            } else {
                parts.trace.mark(MessagingMark.CANDIDATE_NOT_READABLE);
            }
        }
    }

    boolean isLinked(Candidate candidate) {
        SenderStream stream = parts.streams.find(candidate.member().incarnation());
        return stream != null && parts.streams.isConnected(stream);
    }

    /**
     * Forgets those who were to come in and of whom no invitation and no proposal has spoken for a while. They may have died, and
     * nothing else may ever happen here. Not during a change, which may be about them.
     *
     * @return how many
     */
    int forget(long nowNs) {
        if (nowNs - lookedNs < FORGET_NS || !parts.view.isMember()) {
            return 0;
        }
        lookedNs = nowNs;
        int count = 0;
        for (int i = parts.streams.size() - 1; i >= 0; i--) {
            SenderStream stream = parts.streams.get(i);
            if (isNoMember(stream) && !stream.takeSpokenOf()) {
                drop(stream);
                count++;
            }
        }
        return count;
    }

    private void drop(SenderStream stream) {
        parts.trace.mark(MessagingMark.CANDIDATE_DROPPED);
        parts.streams.drop(stream);
    }

    /** Of those who left, the change of the view keeps what others may need. */
    private boolean isNoMember(SenderStream stream) {
        return stream != parts.streams.own() && !stream.isInView() && !parts.change.isDeparted(stream);
    }

    private static boolean isNamed(Member member, List<Candidate> candidates) {
        return candidates.stream().anyMatch(candidate -> candidate.member().equals(member));
    }
}
