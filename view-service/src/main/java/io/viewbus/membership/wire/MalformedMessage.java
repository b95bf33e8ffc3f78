/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.wire;

/** A frame does not hold what the schema says. Dropped and counted; never seen outside this package. */
final class MalformedMessage extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessage(String message) {
        super(message, null, false, false);
    }
}
