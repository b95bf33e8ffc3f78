/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The systems that Viewbus is measured against, each at its best.
 *
 * <p>May depend on: the member package and the measured systems; with the Aeron transport the only place that knows Aeron.
 */
@NullMarked
package io.viewbus.perf.peers;

import org.jspecify.annotations.NullMarked;
