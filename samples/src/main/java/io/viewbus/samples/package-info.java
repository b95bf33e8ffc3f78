/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Small complete programs, each under a hundred lines, that show one thing each.
 *
 * <p>The programs of the documentation are these files.
 *
 * <p>May depend on: the API, membership, messaging, the Aeron transport.
 */
@NullMarked
package io.viewbus.samples;

import org.jspecify.annotations.NullMarked;
