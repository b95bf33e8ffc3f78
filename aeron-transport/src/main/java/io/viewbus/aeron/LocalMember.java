/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.observe.CounterSnapshot;

/**
 * A member on this machine, seen from outside its process.
 *
 * @param cluster the name of its cluster
 * @param name its name
 * @param incarnation its incarnation, as text
 * @param pid the number of its process; 0 if it is not known. In a container it is that of the container
 * @param isAlive whether its process lives; if not, its counters are those that it had last
 * @param gateway where its gateway is, as {@code http://127.0.0.1:4780/}; empty if it has none, or did not tell
 * @param counters what it counted
 * @since 0.1
 */
public record LocalMember(
        String cluster,
        String name,
        String incarnation,
        long pid,
        boolean isAlive,
        String gateway,
        CounterSnapshot counters) {}
