/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What a transport must do for Viewbus. Two streams: <em>control</em>, small and always open, heard by every member on
 * the address; <em>data</em>, opened only by those who send messages. A transport promises little (see
 * {@link io.viewbus.spi.transport.TransportSession}); the protocol promises the rest. May depend on agrona and
 * {@code io.viewbus.view}.
 */
@NullMarked
package io.viewbus.spi.transport;

import org.jspecify.annotations.NullMarked;
