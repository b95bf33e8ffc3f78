/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/**
 * The identity of a group view: the cluster view in which it stands and the number of changes of the topic's membership
 * since that view was installed.
 *
 * @param counter the counter of the cluster view
 * @param change 0 for the group view that came with the cluster view, then one more with each change
 */
public record GroupViewId(long counter, long change) implements Comparable<GroupViewId> {

    @Override
    public int compareTo(GroupViewId other) {
        int byCounter = Long.compare(counter, other.counter);
        return byCounter != 0 ? byCounter : Long.compare(change, other.change);
    }

    /** Returns {@code counter.change}. */
    @Override
    public String toString() {
        return counter + "." + change;
    }
}
