/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * How one member came to a view: what it was like to get there, and why those who are out are out. Not agreed upon: each member
 * tells what it saw itself.
 *
 * @param prior the view before, here or, for who joined, at those that let it in
 * @param tookNs for how long deliveries stood still here; 0 for who joined
 * @param departures who went and why, one for each that the prior view had and this one has not, as far as this member was there
 */
public record ViewChange(ViewId prior, long tookNs, List<Departure> departures) {

    /** Copies the list. */
    public ViewChange {
        departures = List.copyOf(departures);
    }

    /** Why a member went. */
    public enum Cause {
        /** It wanted to. */
        LEFT,
        /** Nobody heard it any more. */
        SILENT,
        /** Some heard it and others did not, and those who hear each other went on together; or its data could not be read any more. */
        LINK_BROKEN,
        /** It was heard but did not answer. */
        UNRESPONSIVE,
        /** The operating system says that its process ended, and it did not answer when it was asked. */
        PROCESS_ENDED,
        /** Another process of its name took its place. */
        REPLACED,
        /** Another member decided it for reasons that were not seen here. */
        DECIDED_ELSEWHERE
    }

    /**
     * One member that went.
     *
     * @param member who
     * @param cause why, as far as it was seen here
     * @param reports who had missed it when the change was made, this member included, in rank order
     */
    public record Departure(Member member, Cause cause, List<Report> reports) {

        /** Copies the list. */
        public Departure {
            reports = List.copyOf(reports);
        }
    }

    /**
     * That somebody missed somebody.
     *
     * @param by who missed it
     * @param silenceNs for how long
     */
    public record Report(Member by, long silenceNs) {}
}
