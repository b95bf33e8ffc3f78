/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.ClusterException;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
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
     * A quorum became reachable or unreachable.
     *
     * @param state the new state
     */
    void onPrimaryState(PrimaryState state);

    /**
     * The membership is over; nothing follows.
     *
     * @param cause why, or null if this member left as it wanted
     */
    void onEnd(@Nullable ClusterException cause);
}
