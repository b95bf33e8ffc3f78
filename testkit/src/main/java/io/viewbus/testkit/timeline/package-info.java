/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/** Draws a run as a space-time diagram in SVG: time goes to the right, each member has a lane, views are bars across them. */
@NullMarked
package io.viewbus.testkit.timeline;

import org.jspecify.annotations.NullMarked;
