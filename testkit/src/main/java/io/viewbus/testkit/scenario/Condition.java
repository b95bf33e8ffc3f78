/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import org.jspecify.annotations.Nullable;

/** Something that can be true of a scene. */
@FunctionalInterface
interface Condition {

    /** Returns null if it is true now, otherwise what is the case instead. */
    @Nullable
    String unmet(Scene scene);
}
