/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import io.viewbus.view.ViewId;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** What can be seen of a member while it runs, and after its end. Safe to use from any thread. */
public interface Observation {

    /**
     * Returns the name of the cluster.
     *
     * @return the name
     */
    String cluster();

    /**
     * Returns after how much silence a member is suspected.
     *
     * @return the setting
     */
    Duration suspectAfter();

    /**
     * Returns how often members let each other hear of them.
     *
     * @return the time between two heartbeats
     */
    Duration heartbeatEvery();

    /**
     * Reads the counters, without any cost for the member.
     *
     * @return their values now; after the end those that they had last
     */
    CounterSnapshot counters();

    /**
     * Asks the member how it hears the others.
     *
     * <p><b>Emits</b> what it knows, within a millisecond as a rule, and <b>completes</b>. <b>Errors</b> with
     * {@link io.viewbus.view.ClusterException.Disposed} after the end, and if 256 others wait for the same. Cold.
     *
     * @return the asking
     */
    Mono<Links> links();

    /**
     * Returns how this member came to a view: known when the view is emitted, and kept for the latest 1,024 views.
     *
     * @param view the view
     * @return the evidence, empty for other views
     */
    Optional<ViewChange> change(ViewId view);

    /**
     * Returns how a view came about as this member saw it: known when the view is emitted, and kept for the latest 256 views.
     *
     * @param view the view
     * @return the evidence, empty for other views
     */
    Optional<ViewEvidence> evidence(ViewId view);
}
