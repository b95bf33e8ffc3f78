/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The agreement on views: phases, ballots and handlers of one member, as a single-threaded object.
 *
 * <p>It has no clock, thread, lock, input, output or randomness of its own: time and messages are handed in,
 * effects leave through an outbox. The same object runs in production and in the simulator.
 *
 * <p>May depend on: the API, {@code io.viewbus.membership.wire}, Agrona buffers and collections. Not on
 * hash-ordered collections of the JDK, Reactor, SLF4J or a transport.
 */
@NullMarked
package io.viewbus.membership.core;

import org.jspecify.annotations.NullMarked;
