/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.view.Incarnation;
import io.viewbus.view.ViewId;
import java.util.function.Predicate;

/** Who must agree on what follows a view, the founding one included. */
@FunctionalInterface
interface Electorate {

    /**
     * Applies the quorum rule of a view.
     *
     * @param prior this member's view, or {@link ViewId#NONE} when the cluster is founded
     * @param in who agrees
     * @return true if they are enough
     */
    boolean isQuorum(ViewId prior, Predicate<Incarnation> in);
}
