/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/**
 * How a member is doing.
 *
 * @param view the id of its group view
 * @param deliveredInView how many messages it delivered in that view
 * @param sentPerSecond its messages that became stable
 * @param deliveredPerSecond the messages it delivered
 * @param p50Us the median from publishing to its own delivery, in microseconds; 0 if unknown
 * @param p99Us the 99th percentile of the same
 */
record Progress(
        String view, long deliveredInView, long sentPerSecond, long deliveredPerSecond, long p50Us, long p99Us) {

    static final Progress NONE = new Progress("", 0, 0, 0, 0, 0);
}
