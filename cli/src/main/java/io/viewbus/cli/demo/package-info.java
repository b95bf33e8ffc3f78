/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * The demonstration: a cluster of member JVMs that loses members and gets them back while messages flow, and the proof that
 * all survivors delivered the same.
 *
 * <p>The parent follows a script ({@link io.viewbus.cli.demo.DemoScript}) and learns from what its members report on their
 * standard output; what is known stands on the {@link io.viewbus.cli.demo.Board}.
 *
 * <p>May depend on: the rest of the command, never the reverse except for its entry point.
 */
@NullMarked
package io.viewbus.cli.demo;

import org.jspecify.annotations.NullMarked;
