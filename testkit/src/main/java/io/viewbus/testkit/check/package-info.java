/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The trace checker: reads the trace events of a run and names the property that was broken.
 *
 * <p>The same checker reads simulated runs and recorded ones of real processes.
 *
 * <p>May depend on: the API ({@code io.viewbus.spi.trace} above all), Agrona. Not on membership or messaging: it
 * must not share their mistakes.
 */
@NullMarked
package io.viewbus.testkit.check;

import org.jspecify.annotations.NullMarked;
