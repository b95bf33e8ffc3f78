/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The simulator: scenarios, seeds and the main of {@code viewbus-sim.jar}.
 *
 * <p>The same loop as in production turns here on virtual time.
 *
 * <p>May depend on: all of the test kit, membership, messaging.
 */
@NullMarked
package io.viewbus.testkit.sim;

import org.jspecify.annotations.NullMarked;
