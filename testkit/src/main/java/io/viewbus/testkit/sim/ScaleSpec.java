/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

/**
 * What {@code --scale} runs.
 *
 * @param members how many
 * @param seed where chance comes from
 * @param policy what becomes of the halves
 * @param withMessaging whether members run messaging, or membership alone
 */
record ScaleSpec(int members, long seed, Policy policy, boolean withMessaging) {}
