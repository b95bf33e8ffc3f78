/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

/**
 * A configuration of a system.
 *
 * @param name in the words of the system; empty if it has only one
 * @param lanes how many senders each member has
 */
record Variant(String name, int lanes) {

    /** Says what it is, for people. */
    @Override
    public String toString() {
        return (name.isEmpty() ? "" : name + ", ") + lanes + (lanes == 1 ? " sender" : " senders") + " a member";
    }
}
