/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import org.HdrHistogram.Histogram;

/**
 * How often something took how long, over all rounds and members.
 *
 * @param subject of what
 * @param name what took so long, in the words of a metric
 * @param histogram nanoseconds
 */
public record Distribution(Result.Subject subject, String name, Histogram histogram) {

    /** Returns the name of the file it goes to, without an ending. */
    String fileName() {
        return String.join(
                "-",
                subject.scenario(),
                subject.system(),
                subject.order(),
                subject.size() + "b",
                subject.members() + "m",
                name);
    }
}
