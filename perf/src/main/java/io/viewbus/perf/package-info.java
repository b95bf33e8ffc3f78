/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The performance harness: members in JVMs of their own, measured beside their peers in the same layout.
 *
 * <p>{@code crew} is the parent's side of a round, {@code member} the child's, {@code peers} the other systems, which never
 * enter the {@code viewbus} jar.
 *
 * <p>May depend on: the API, membership, messaging, the Aeron transport, HdrHistogram.
 */
@NullMarked
package io.viewbus.perf;

import org.jspecify.annotations.NullMarked;
