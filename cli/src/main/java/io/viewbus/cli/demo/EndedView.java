/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/**
 * A group view that a member delivered to its end.
 *
 * @param id its id
 * @param next the id of the view the member went on to, or {@link #NONE}
 * @param messages how many messages were delivered in it
 * @param digest over all of them, in order
 */
record EndedView(String id, String next, long messages, String digest) {

    /** Follows the last view of a member that left. */
    static final String NONE = "-";

    boolean wentOn() {
        return !next.equals(NONE);
    }
}
