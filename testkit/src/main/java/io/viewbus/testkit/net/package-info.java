/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The simulated network: delays, losses, copies, clogs, partitions, one-way and broken links.
 *
 * <p>It implements the same transport interface as the real ones.
 *
 * <p>May depend on: the API, Agrona.
 */
@NullMarked
package io.viewbus.testkit.net;

import org.jspecify.annotations.NullMarked;
