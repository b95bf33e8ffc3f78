/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What all programs of the simulator share in reading their arguments.
 *
 * <p>May depend on: nothing but the JDK.
 */
@NullMarked
package io.viewbus.testkit.args;

import org.jspecify.annotations.NullMarked;
