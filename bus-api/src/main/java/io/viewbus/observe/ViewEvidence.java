/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a view came about, as one member saw it: the chain of what it suspected, promised and accepted since the view before, and how
 * the members heard each other when it was decided. Not agreed upon: another member may have seen other things, in another order.
 *
 * @param prior the view before, here or, for who joined, at those that let it in
 * @param rule why those who agreed were enough
 * @param priorSize how many members the prior view had; 0 if this member was not in it
 * @param agreed how many of them went on, or left as they wanted
 * @param steps what this member did about it, in order
 * @param forgotten how many earlier steps were not kept, as in a minority that tries for long
 * @param links how the members of the prior view heard each other when this member learnt of the decision; without traffic, and
 *     without any links for who joined
 */
public record ViewEvidence(
        ViewId prior, Rule rule, int priorSize, int agreed, List<Step> steps, long forgotten, Links links) {

    /** Copies the list. */
    public ViewEvidence {
        steps = List.copyOf(steps);
    }

    /** Why those who agreed on a view were enough. */
    public enum Rule {
        /** There was no cluster: enough of those that were expected found each other. */
        FOUNDED("there was no cluster, and enough of the expected members heard each other"),
        /** This member was let in: others decided it. */
        LET_IN("this member was let in by those that were in before"),
        /** More than half of the view before agreed. */
        MAJORITY("more than half of the view before agreed"),
        /** Half of the view before agreed, and its coordinator was among them. */
        HALF_WITH_COORDINATOR("half of the view before agreed, its coordinator among them"),
        /** The quorum policy of this cluster asks for something else, and got it. */
        OTHER_QUORUM("the quorum policy of this cluster was content with those who agreed"),
        /** Every part goes on: there is no quorum. */
        EVERY_PART("in this cluster every part goes on, without a quorum");

        private final String text;

        Rule(String text) {
            this.text = text;
        }

        /**
         * Returns it for people.
         *
         * @return a phrase in English
         */
        public String text() {
            return text;
        }
    }

    /** What a member does on the way to a view. */
    public enum Kind {
        /** Half of the time of suspicion went by without a sign of a member. */
        QUIET("has not heard it for half of the time after which it is suspected"),
        /** Neither this member nor another heard it any more. */
        SUSPECTED_SILENT("suspects it: it is silent, and nobody shows that they still hear it"),
        /** It was alive but did not answer the protocol, or its data could not be read. */
        SUSPECTED_LATE("suspects it: it is heard but does not answer, or its data cannot be read"),
        /** A member believes that the process of another ended. */
        SUSPECTED_ENDED("suspects it: its process ended, and it does not answer"),
        /** Some hear it and others do not: those who all hear each other go on. */
        SUSPECTED_OUTSIDE("suspects it: it is not among those who all hear each other"),
        /** It has gone on in another part, or never came here. */
        SUSPECTED_ELSEWHERE("suspects it: it has not been heard in this view for long"),
        /** A ballot began: this member takes part in no lower one. */
        PROMISED("promised to take part in a ballot"),
        /** Deliveries stopped. */
        STOPPED("stopped delivering"),
        /** This member holds everything that the next view needs, and accepted it. */
        ACCEPTED("holds all that the next view needs, and accepted it"),
        /** It is decided what follows. */
        DECIDED("learnt what was decided"),
        /** The view was installed. */
        INSTALLED("installed the view");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /**
         * Returns it for people.
         *
         * @return what the member does, in English
         */
        public String text() {
            return text;
        }
    }

    /**
     * One step on the way to a view.
     *
     * @param kind what this member did
     * @param beforeNs how long before it installed the view, in time in which its process was awake
     * @param member whom it suspected, or whose ballot or proposal it was; null if it concerns nobody, or somebody unknown
     * @param round the round of the ballot, 0 if there was none
     */
    public record Step(Kind kind, long beforeNs, @Nullable Member member, long round) {}
}
