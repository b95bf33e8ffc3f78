/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What the protocol tells a checker: one event for each step that a guarantee speaks about. Used by the simulator, whose
 * checker verifies the guarantees, and by recordings of real processes. May depend on {@code io.viewbus.view} and {@link io.viewbus.Order}.
 */
@NullMarked
package io.viewbus.spi.trace;

import org.jspecify.annotations.NullMarked;
