/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

/** A scenario cannot be read, or what it expects did not come true. The message begins with file and line. */
public final class ScenarioException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ScenarioException(String place, String problem) {
        super(place + ": " + problem);
    }
}
