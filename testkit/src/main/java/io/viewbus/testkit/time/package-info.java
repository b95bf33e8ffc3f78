/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Virtual time and randomness: the two things that a run must not take from its surroundings.
 *
 * <p>May depend on: Agrona.
 */
@NullMarked
package io.viewbus.testkit.time;

import org.jspecify.annotations.NullMarked;
