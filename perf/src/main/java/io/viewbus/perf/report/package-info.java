/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Results of measurements: what was measured, as a table, as JSON, and as plots. Knows nothing of how it was measured, so a saved result
 * is as good as a new one.
 */
@NullMarked
package io.viewbus.perf.report;

import org.jspecify.annotations.NullMarked;
