/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

/** A member process ended, or did not answer in time; the message ends with the last lines that it printed. */
public class MemberFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MemberFailed(String message) {
        super(message);
    }
}
