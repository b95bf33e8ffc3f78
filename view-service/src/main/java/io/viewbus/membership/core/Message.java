/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A control message of the membership protocol. Who sent it and for which cluster is said by the frame around it. */
public sealed interface Message {

    /**
     * Calls the visitor's method for this kind of message.
     *
     * @param visitor the visitor
     */
    void accept(Visitor visitor);

    /**
     * Says that the sender is alive, in which view, and whom it hears.
     *
     * @param view the view that the sender has installed
     * @param lineage the founding view of its cluster
     * @param seq the number of this heartbeat, one more each time
     * @param wedged whether the sender takes part in a change
     * @param heard for each member of its view, by rank, the latest heartbeat number heard; 0 if none
     */
    record Heartbeat(ViewId view, ViewId lineage, long seq, boolean wedged, long[] heard) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onHeartbeat(this);
        }
    }

    /**
     * Asks to be let in.
     *
     * @param version the version of the protocol
     * @param partitions the policy that the sender runs
     * @param participants the ids of the sender's participants, ascending
     * @param record who asks
     * @param view the view of a member of another part that wants to merge, {@link ViewId#NONE} from a newcomer
     */
    record Join(int version, PartitionPolicy partitions, List<Integer> participants, MemberRecord record, ViewId view)
            implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onJoin(this);
        }
    }

    /**
     * Answers a join that cannot succeed.
     *
     * @param joiner who is refused
     * @param retryable whether a later try may succeed
     * @param reason one sentence
     */
    record Refusal(Incarnation joiner, boolean retryable, String reason) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onRefusal(this);
        }
    }

    /**
     * Asks to be let out.
     *
     * @param view the sender's view
     */
    record Leave(ViewId view) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onLeave(this);
        }
    }

    /**
     * Asks everybody named to make links to all others, before anybody is disturbed by a change.
     *
     * @param attempt the number of the attempt
     * @param candidates members and newcomers
     */
    record Connect(long attempt, List<MemberRecord> candidates) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onConnect(this);
        }
    }

    /**
     * Answers {@link Connect}.
     *
     * @param proposer who asked
     * @param attempt the number of the attempt
     * @param linked those whom the sender hears well
     */
    record Mesh(Incarnation proposer, long attempt, List<Incarnation> linked) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onMesh(this);
        }
    }

    /**
     * Starts a ballot.
     *
     * @param ballot the ballot
     * @param prior the view that is to be followed
     * @param electorate who is asked
     * @param views for each of them the view that it has installed, {@link ViewId#NONE} for newcomers
     */
    record Prepare(Ballot ballot, ViewId prior, List<Incarnation> electorate, List<ViewId> views) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onPrepare(this);
        }
    }

    /**
     * Promises a ballot and says what the sender holds.
     *
     * @param ballot the ballot
     * @param prior the view that is to be followed
     * @param acceptedBallot the ballot in which the sender accepted a proposal, {@link Ballot#NONE} if it did not
     * @param accepted that proposal
     * @param installed whether the sender has installed the prior view, and so remembers what it promises
     * @param history whether users of the cluster may have noticed anything
     * @param states what each participant contributes; empty if the sender has no view
     * @param fellows the members of the sender's view, by rank, if that is not the proposer's view
     */
    record State(
            Ballot ballot,
            ViewId prior,
            Ballot acceptedBallot,
            @Nullable ViewProposal accepted,
            boolean installed,
            boolean history,
            List<byte[]> states,
            List<Member> fellows)
            implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onState(this);
        }
    }

    /**
     * Declines a ballot.
     *
     * @param ballot the ballot
     * @param promised what the sender has promised
     * @param view the sender's view
     */
    record Nack(Ballot ballot, Ballot promised, ViewId view) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onNack(this);
        }
    }

    /**
     * Proposes the value of a ballot.
     *
     * @param ballot the ballot
     * @param proposal the value
     */
    record Propose(Ballot ballot, ViewProposal proposal) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onPropose(this);
        }
    }

    /**
     * Accepts the value of a ballot: the sender holds everything that it needs.
     *
     * @param ballot the ballot
     * @param prior the view that is to be followed
     * @param installed whether the sender has installed that view, and so remembers what it accepts
     */
    record Ready(Ballot ballot, ViewId prior, boolean installed) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onReady(this);
        }
    }

    /**
     * Says what was decided.
     *
     * @param proposal the value
     * @param superseded whether the sender knows that this view was followed in turn
     */
    record Commit(ViewProposal proposal, boolean superseded) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onCommit(this);
        }
    }

    /**
     * Asks what followed a view.
     *
     * @param view the sender's view
     */
    record Ask(ViewId view) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onAsk(this);
        }
    }

    /**
     * Says that a view was left behind so long ago that its successor is forgotten.
     *
     * @param view the forgotten view
     * @param lineage the founding view of its cluster
     */
    record Gone(ViewId view, ViewId lineage) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onGone(this);
        }
    }

    /**
     * Asks, without being a member, which views there are.
     *
     * @param since the counter of the last view that the sender knows, 0 for none
     */
    record Query(long since) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onQuery(this);
        }
    }

    /**
     * Answers {@link Query} with one view.
     *
     * @param proposal the view
     * @param last whether it is the current one
     */
    record Info(ViewProposal proposal, boolean last) implements Message {
        @Override
        public void accept(Visitor visitor) {
            visitor.onInfo(this);
        }
    }

    /** Takes messages by kind. */
    interface Visitor {
        /** Takes a heartbeat. */
        void onHeartbeat(Heartbeat message);

        /** Takes a request to be let in. */
        void onJoin(Join message);

        /** Takes a refusal. */
        void onRefusal(Refusal message);

        /** Takes a request to be let out. */
        void onLeave(Leave message);

        /** Takes a request to make links. */
        void onConnect(Connect message);

        /** Takes an answer to it. */
        void onMesh(Mesh message);

        /** Takes the start of a ballot. */
        void onPrepare(Prepare message);

        /** Takes a promise. */
        void onState(State message);

        /** Takes a refusal of a ballot. */
        void onNack(Nack message);

        /** Takes a proposal. */
        void onPropose(Propose message);

        /** Takes an acceptance. */
        void onReady(Ready message);

        /** Takes a decision. */
        void onCommit(Commit message);

        /** Takes a question for decisions. */
        void onAsk(Ask message);

        /** Takes the news of a forgotten view. */
        void onGone(Gone message);

        /** Takes a question of an observer. */
        void onQuery(Query message);

        /** Takes the answer to it. */
        void onInfo(Info message);
    }
}
