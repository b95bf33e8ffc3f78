/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

/** Something that is done in a scene. */
@FunctionalInterface
interface Step {

    void run(Scene scene);
}
