/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
/**
 * Writes what a member traces into bounded files, so that a run of real processes can be verified and drawn afterwards; and
 * reads such files. {@link io.viewbus.recording.Recorder} is the way in for members,
 * {@link io.viewbus.recording.Recordings} for those who read.
 *
 * <p>A recording is what one incarnation wrote: segments named {@code MEMBER-INCARNATION-NUMBER.vbtrace}. Each begins with a
 * header, and with an install unless a view was too long for one segment. Records have an index, a time and a checksum, so what
 * is missing inside is seen; what is missing at the end is what a killed process did not get written.
 */
@NullMarked
package io.viewbus.recording;

import org.jspecify.annotations.NullMarked;
