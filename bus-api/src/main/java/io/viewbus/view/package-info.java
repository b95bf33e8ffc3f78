/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Membership as users see it: members, views and the {@link io.viewbus.view.Membership} that streams them. Usable alone,
 * without any messaging. May depend on reactor-core only; {@code io.viewbus} may see this package, never the reverse.
 */
@NullMarked
package io.viewbus.view;

import org.jspecify.annotations.NullMarked;
