/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The parent's side of a round: member processes that are started together, asked together, and never left behind.
 *
 * <p>May depend on: the JDK.
 */
@NullMarked
package io.viewbus.perf.crew;

import org.jspecify.annotations.NullMarked;
