/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Scenarios: short texts that say what happens to a cluster and what must come of it, run on virtual time with the trace
 * checker attached. The language is described in {@code docs/SCENARIOS.md}.
 *
 * <p>May depend on: network, time and checker of the test kit, membership, messaging.
 */
@NullMarked
package io.viewbus.testkit.scenario;

import org.jspecify.annotations.NullMarked;
