/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Proof that the simulator can fail: runs it on mutants, each the code of this checkout with one mistake in it, and expects that
 * every one is caught.
 *
 * <p>May depend on: the reading of arguments. The simulator is loaded by name, together with the mutant.
 */
@NullMarked
package io.viewbus.testkit.mutant;

import org.jspecify.annotations.NullMarked;
