/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

/**
 * A guarantee that was broken.
 *
 * @param number of the property in the list of properties, such as D7
 * @param name of the property
 * @param atNs when it showed
 * @param member at whom it showed
 * @param detail views and messages, one sentence
 */
public record Violation(String number, String name, long atNs, String member, String detail) {

    /** Returns one line for people. */
    @Override
    public String toString() {
        return String.format("%s %s at %s, %.6f s: %s", number, name, member, atNs / 1e9, detail);
    }
}
