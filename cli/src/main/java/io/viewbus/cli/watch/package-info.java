/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/** The verbs that look at members from outside: through their counters files, or through their gateways. */
@NullMarked
package io.viewbus.cli.watch;

import org.jspecify.annotations.NullMarked;
