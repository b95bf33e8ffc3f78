/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

/** A member did not come as far in time. Nothing was wrong in what it said. */
public final class MemberLate extends MemberFailed {

    private static final long serialVersionUID = 1L;

    MemberLate(String message) {
        super(message);
    }
}
