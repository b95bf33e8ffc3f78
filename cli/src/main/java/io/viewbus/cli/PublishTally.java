/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Receipt;
import org.jspecify.annotations.Nullable;

/** Counts what was published, and what of it nobody had subscribed to. */
final class PublishTally {

    private final String topic;
    private long published;
    private long unheard;

    PublishTally(String topic) {
        this.topic = topic;
    }

    void add(Receipt receipt) {
        published++;
        if (receipt.groupSize() == 0) {
            unheard++;
        }
    }

    /** Returns what people should know about it, or null. */
    @Nullable
    String note() {
        return unheard == 0
                ? null
                : "nobody was subscribed to \"" + topic + "\" for " + unheard + " of " + published + " messages";
    }
}
