/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The shell around the agreement: the one agent thread of a member, its clock, its timers and its transport.
 *
 * <p>Nothing of the user runs on that thread.
 *
 * <p>May depend on: the API, the other packages of membership, Agrona, SLF4J.
 */
@NullMarked
package io.viewbus.membership.runtime;

import org.jspecify.annotations.NullMarked;
