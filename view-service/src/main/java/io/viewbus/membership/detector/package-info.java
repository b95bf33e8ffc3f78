/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Who is alive: turns heartbeats, and the lack of them, into suspicions.
 *
 * <p>A detector only gives evidence; the agreement decides who is out.
 *
 * <p>May depend on: the API, Agrona.
 */
@NullMarked
package io.viewbus.membership.detector;

import org.jspecify.annotations.NullMarked;
