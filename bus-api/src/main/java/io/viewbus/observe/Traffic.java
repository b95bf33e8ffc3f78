/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

/**
 * What messaging knows of one member.
 *
 * @param messages how many messages of it were delivered here, of all topics
 * @param bytes their payload bytes
 * @param lag how many messages this member has received that the other one has not acknowledged yet; 0 of itself
 * @param roundTripNs how long its acknowledgement of a message took that was timed last; 0 if none was
 */
public record Traffic(long messages, long bytes, long lag, long roundTripNs) {

    /** Nothing is known, as where there is no messaging. */
    public static final Traffic NONE = new Traffic(0, 0, 0, 0);
}
