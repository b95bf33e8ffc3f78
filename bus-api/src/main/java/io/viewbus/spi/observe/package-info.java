/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Where members write what can be seen of them. For transports and participants of view changes; programs read through
 * {@link io.viewbus.observe.Observation}.
 */
@NullMarked
package io.viewbus.spi.observe;

import org.jspecify.annotations.NullMarked;
