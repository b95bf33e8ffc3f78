/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The performance harness: throughput, latency and view changes, measured with an open load.
 *
 * <p>Measured peers live in {@code peers}, and never enter the {@code viewbus} jar.
 *
 * <p>May depend on: the API, membership, messaging, the Aeron transport, HdrHistogram.
 */
@NullMarked
package io.viewbus.perf;

import org.jspecify.annotations.NullMarked;
