/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The contract of a transport as a test class: whoever writes a transport extends it.
 *
 * <p>The only package here that needs JUnit and AssertJ.
 *
 * <p>May depend on: the API, JUnit, AssertJ, Agrona.
 */
@NullMarked
package io.viewbus.testkit.contract;

import org.jspecify.annotations.NullMarked;
