/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a scenario: a sample of rates for each system.
 *
 * @param workload what was asked of them
 * @param rates messages per second at each member, a value for each round; the systems in the sequence of the workload
 */
record Comparison(Workload workload, Map<Contestant, Sample> rates) {

    /** Viewbus as a part of Aeron, round by round; empty unless both were measured. */
    Optional<Sample> ratio() {
        return rates.keySet().containsAll(List.of(Contestant.VIEWBUS, Contestant.AERON))
                ? Optional.of(rates.get(Contestant.VIEWBUS).dividedBy(rates.get(Contestant.AERON)))
                : Optional.empty();
    }

    double megabytesPerSecond(double messagesPerSecond) {
        return messagesPerSecond * workload.size() / 1e6;
    }
}
