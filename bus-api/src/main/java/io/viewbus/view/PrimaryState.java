/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

/** Whether this member can take part in decisions of the cluster. */
public enum PrimaryState {
    /** A quorum of the current view is reachable: views change and messages flow. */
    PRIMARY,
    /**
     * No quorum of the current view is reachable: nothing is delivered and the view cannot change. Ends when a quorum is
     * reachable again, or with the news that the others went on without this member.
     */
    NOT_PRIMARY
}
