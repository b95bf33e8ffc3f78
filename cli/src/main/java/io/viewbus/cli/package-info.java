/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The {@code viewbus} command: one executable jar that needs no JVM flags.
 *
 * <p>Commands read and print; what they do is done by the library.
 *
 * <p>May depend on: everything but the test kit, the samples and the performance harness.
 */
@NullMarked
package io.viewbus.cli;

import org.jspecify.annotations.NullMarked;
