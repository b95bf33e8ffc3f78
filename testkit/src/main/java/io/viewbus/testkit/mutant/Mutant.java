/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.util.List;

/**
 * A mistake that somebody could have made.
 *
 * @param name the name of its file, such as 06-half-is-enough
 * @param title what it does wrong, in a few words
 * @param expected numbers of the properties that may notice it first
 * @param policy under which policy it is looked for
 * @param scenario the scenario that is told of it, because seeds hardly come to it; empty if they do
 * @param edits what is changed in which sources
 */
record Mutant(String name, String title, String expected, String policy, String scenario, List<Edit> edits) {

    /**
     * One change of one source.
     *
     * @param file the source, from the root of the checkout
     * @param find a text that is in it exactly once
     * @param replace what stands there instead
     */
    record Edit(String file, String find, String replace) {}

    /** Membership alone cannot show a mistake in messaging. */
    boolean isInMessagingOnly() {
        return edits.stream().allMatch(edit -> edit.file().startsWith("bus-core/"));
    }
}
