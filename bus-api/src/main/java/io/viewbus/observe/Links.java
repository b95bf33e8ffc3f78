/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;

/**
 * How the members of a view hear each other, as one of them sees it.
 *
 * @param view the view; {@link ViewId#NONE} before the first
 * @param links one for each member, in rank order
 */
public record Links(ViewId view, List<Link> links) {

    /** Copies the list. */
    public Links {
        links = List.copyOf(links);
    }

    /**
     * What is known of one member.
     *
     * @param member who
     * @param silenceNs how long ago anything of it was heard here, in time in which this process was awake; 0 for this member
     * @param suspected whether this member thinks that the next view should do without it
     * @param heardAgoNs for each member of the view by rank: how long ago this one said that it had heard something new of it, or how
     *     long ago this member did. At most a heartbeat old
     * @param traffic what messaging knows of it
     */
    public record Link(Member member, long silenceNs, boolean suspected, List<Long> heardAgoNs, Traffic traffic) {

        /** Copies the list. */
        public Link {
            heardAgoNs = List.copyOf(heardAgoNs);
        }
    }
}
