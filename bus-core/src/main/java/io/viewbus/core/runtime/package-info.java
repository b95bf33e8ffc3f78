/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The shell around messaging: joins it to membership as a view participant and hands deliveries to the user.
 *
 * <p>One bounded hand-off leads to one delivery loop per bus, so a blocked subscriber stops neither heartbeats nor
 * a view change.
 *
 * <p>May depend on: the API, the other packages of messaging, membership (for the wiring only), Reactor, Agrona,
 * SLF4J.
 */
@NullMarked
package io.viewbus.core.runtime;

import org.jspecify.annotations.NullMarked;
