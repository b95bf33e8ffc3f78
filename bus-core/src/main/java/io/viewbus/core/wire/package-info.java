/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The messages of messaging as bytes: encoding, decoding and the checks of what comes from the network.
 *
 * <p>The codecs in {@code sbe} are generated from {@code src/main/sbe/messaging.xml}.
 *
 * <p>May depend on: the API, the generated codecs, Agrona buffers.
 */
@NullMarked
package io.viewbus.core.wire;

import org.jspecify.annotations.NullMarked;
