/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Membership as a user starts it: builds a member, joins it to its cluster and tells who is in.
 *
 * <p>The wiring of the service lives here; the agreement itself is in {@code core}.
 *
 * <p>May depend on: the API ({@code io.viewbus.view}, {@code io.viewbus.spi}), its own sub-packages, Agrona,
 * SLF4J. Never on messaging.
 */
@NullMarked
package io.viewbus.membership;

import org.jspecify.annotations.NullMarked;
