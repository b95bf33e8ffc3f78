/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * What happens inside a member JVM: it joins, publishes as fast as it may, counts what it is given, and answers its parent.
 *
 * <p>The script and the books are the same for every system, so that only the systems differ.
 *
 * <p>May depend on: the API, messaging, the Aeron transport.
 */
@NullMarked
package io.viewbus.perf.member;

import org.jspecify.annotations.NullMarked;
