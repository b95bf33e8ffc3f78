/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The messages of membership as bytes: encoding, decoding and the checks of what comes from the network.
 *
 * <p>The codecs in {@code sbe} are generated from {@code src/main/sbe/membership.xml}.
 *
 * <p>May depend on: the API, the generated codecs, Agrona buffers.
 */
@NullMarked
package io.viewbus.membership.wire;

import org.jspecify.annotations.NullMarked;
