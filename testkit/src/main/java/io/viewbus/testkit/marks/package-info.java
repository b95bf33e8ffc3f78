/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */

/**
 * Which marked places of the protocol were reached, and how often.
 *
 * <p>May depend on: the API, the marks of membership and messaging.
 */
@NullMarked
package io.viewbus.testkit.marks;

import org.jspecify.annotations.NullMarked;
