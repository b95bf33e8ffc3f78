/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What can be seen of a running member: counters, links to the others, and why views changed. Read through
 * {@link io.viewbus.observe.Observation}; nothing here changes anything. May see {@code io.viewbus.view}, not {@code io.viewbus}.
 */
@NullMarked
package io.viewbus.observe;

import org.jspecify.annotations.NullMarked;
