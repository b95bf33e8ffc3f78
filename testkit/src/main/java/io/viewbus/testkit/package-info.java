/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Clusters for tests: whole clusters in one thread on virtual time, with faults, and every run reproducible from
 * its seed.
 *
 * <p>For the tests of Viewbus and for those of its users.
 *
 * <p>May depend on: the API, membership, messaging, Agrona. Not on a real transport.
 */
@NullMarked
package io.viewbus.testkit;

import org.jspecify.annotations.NullMarked;
