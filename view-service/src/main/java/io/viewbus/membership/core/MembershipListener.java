/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.observe.ViewChange;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import org.jspecify.annotations.Nullable;

/** Hears what becomes of a membership. Called on the agent thread; MUST NOT block or throw. */
public interface MembershipListener {

    /**
     * A view was installed, after all participants did.
     *
     * @param view the view
     */
    void onInstalled(View view);

    /**
     * Tells how this member came to the view that {@link #onInstalled} tells next.
     *
     * @param view the view
     * @param change the evidence
     */
    default void onChange(ViewId view, ViewChange change) {}

    /**
     * A quorum became reachable or unreachable.
     *
     * @param state the new state
     */
    void onPrimaryState(PrimaryState state);

    /**
     * A member was not heard for half of the time after which it is suspected. Called once for each silence.
     *
     * @param member who
     * @param silenceNs for how long
     */
    void onQuiet(Member member, long silenceNs);

    /**
     * Another cluster of the same name was heard, founded by processes that did not hear this one. Called once for each.
     *
     * @param other its founding view
     */
    void onRival(ViewId other);

    /**
     * The membership is over; nothing follows.
     *
     * @param cause why, or null if this member left as it wanted
     */
    void onEnd(@Nullable ClusterException cause);
}
