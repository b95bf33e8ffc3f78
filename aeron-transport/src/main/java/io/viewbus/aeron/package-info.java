/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The transport on Aeron: reliable multicast and unicast streams, with an embedded media driver if wanted.
 *
 * <p>Nothing but this package, and the measured peers of the performance harness, imports {@code io.aeron}.
 *
 * <p>May depend on: {@code io.viewbus.spi.transport} and the rest of the API, Aeron, Agrona, SLF4J.
 */
@NullMarked
package io.viewbus.aeron;

import org.jspecify.annotations.NullMarked;
