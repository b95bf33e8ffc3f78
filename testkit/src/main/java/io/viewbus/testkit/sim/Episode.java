/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

/**
 * One fault of a schedule. Everything about it follows from this and from the state of the cluster when it strikes, so a
 * run without some of its episodes has the others unchanged.
 *
 * @param number its place in the schedule, from 1: what {@code --only} names
 * @param atNs when it strikes, since the start
 * @param kind what happens
 * @param key the seed of its own chance
 */
record Episode(int number, long atNs, FaultKind kind, long key) {}
