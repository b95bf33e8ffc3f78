/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Finds out that a process is gone before its silence tells. The transport hears it of the operating system; the process is asked
 * whether it is so, and only who does not answer is suspected. A participant of view changes like any other, sans-IO.
 */
@NullMarked
package io.viewbus.membership.liveness;

import org.jspecify.annotations.NullMarked;
