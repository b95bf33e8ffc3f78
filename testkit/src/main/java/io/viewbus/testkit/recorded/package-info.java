/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Runs of real processes: their recordings are merged into one trace, which the checker of the simulator verifies.
 * {@link io.viewbus.testkit.recorded.RecordedRun} is the way in.
 */
@NullMarked
package io.viewbus.testkit.recorded;

import org.jspecify.annotations.NullMarked;
