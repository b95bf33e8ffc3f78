/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

/**
 * What a member said, or that it ended.
 *
 * @param member its number
 * @param words what it said
 * @param isEnd whether it ended
 */
public record Said(int member, String words, boolean isEnd) {}
