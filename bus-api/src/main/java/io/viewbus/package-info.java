/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Ordered group messaging as users see it: a {@link io.viewbus.Bus} has topics, a joined topic is a
 * {@link io.viewbus.Group}, and its {@link io.viewbus.Group#events()} interleaves views and messages in one agreed order.
 * May depend on reactor-core and {@code io.viewbus.view}.
 */
@NullMarked
package io.viewbus;

import org.jspecify.annotations.NullMarked;
