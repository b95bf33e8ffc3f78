/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

/** What the programs of a simulation are promised that no trace shows. */
enum Promise {
    /** Each question has one answer. */
    ANSWERS("D13", "Accept-or-report"),
    /** Views come as they should. */
    VIEWS("R4", "Flux contract"),
    /** A view has no two members of which one does not hear the other. */
    LINKS("L1", "Membership Precision"),
    /** What everybody has is forgotten. */
    MEMORY("L12", "Retention drains");

    private final String number;
    private final String title;

    Promise(String number, String title) {
        this.number = number;
        this.title = title;
    }

    /** Returns the number of the property. */
    String number() {
        return number;
    }

    /** Returns its name. */
    String title() {
        return title;
    }
}
