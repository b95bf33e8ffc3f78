/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Ordered group messaging on the views: order, stability, the cut at a view change, topics and credit.
 *
 * <p>Like the agreement it is a single-threaded object without clock, thread, input, output or randomness of its
 * own.
 *
 * <p>May depend on: the API, {@code io.viewbus.core.wire}, Agrona buffers and collections. Not on membership,
 * Reactor, SLF4J or a transport.
 */
@NullMarked
package io.viewbus.core;

import org.jspecify.annotations.NullMarked;
