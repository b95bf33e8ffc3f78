/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

/** A round came to its end but its result is wrong, so no figure of it counts. */
final class RunFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunFailed(String message) {
        super(message);
    }
}
