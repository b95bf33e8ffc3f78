/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * A transport within one JVM, on real threads and real time: for users' own tests of programs that use the bus, without sockets
 * and without flags. May depend on bus-api.
 */
@NullMarked
package io.viewbus.testkit.local;

import org.jspecify.annotations.NullMarked;
