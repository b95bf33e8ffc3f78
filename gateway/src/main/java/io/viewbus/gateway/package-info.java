/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The HTTP edge of a member: views, members, links, counters and topics as JSON, server-sent events and WebSocket; health, metrics,
 * and the dashboard. {@link io.viewbus.gateway.Gateway} is the way in.
 *
 * <p>May depend on: the API, Reactor Netty, Netty, SLF4J. A client that is slow, or means harm, is its own affair: nothing here
 * waits for a client and holds anything of the member meanwhile.
 */
@NullMarked
package io.viewbus.gateway;

import org.jspecify.annotations.NullMarked;
