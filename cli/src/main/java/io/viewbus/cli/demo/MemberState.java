/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/** What the parent knows of a member's life. */
enum MemberState {
    /** Its process runs; it has no view with itself yet. */
    STARTING,
    /** It is in a view. */
    ACTIVE,
    /** It was asked to leave. */
    LEAVING,
    /** It left, and its process ended well. */
    LEFT,
    /** It was killed on purpose. */
    KILLED;

    boolean isAlive() {
        return this == STARTING || this == ACTIVE || this == LEAVING;
    }
}
