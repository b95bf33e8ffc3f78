/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * One process of the cluster over one run: its name, which people read, and its incarnation, which the protocol uses.
 * No view has two members of one name.
 *
 * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
 * @param incarnation the run of the process
 */
public record Member(String name, Incarnation incarnation) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /**
     * Checks the name.
     *
     * @throws IllegalArgumentException if the name is not 1 to 64 of the allowed characters
     */
    public Member {
        requireName("member name", name);
        Objects.requireNonNull(incarnation, "incarnation");
    }

    /**
     * Checks a name of a member, cluster or topic.
     *
     * @param what what is named, for the message of the error
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it is not 1 to 64 of the allowed characters
     */
    public static String requireName(String what, String name) {
        if (!NAME.matcher(Objects.requireNonNull(name, what)).matches()) {
            throw new IllegalArgumentException(
                    what + " \"" + abbreviate(name) + "\" must be 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    private static String abbreviate(String name) {
        return name.length() <= 80 ? name : name.substring(0, 80) + "...";
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
