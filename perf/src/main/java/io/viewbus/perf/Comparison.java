/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.util.List;
import java.util.Optional;

/**
 * The result of a scenario.
 *
 * @param workload what was asked of the systems
 * @param measured what each made of it, in the sequence of the workload
 */
record Comparison(Workload workload, List<Measured> measured) {

    /**
     * The figures of one system.
     *
     * @param contestant the system
     * @param rates messages per second at each member, a value for each round
     */
    record Measured(Contestant contestant, Sample rates) {}

    Comparison {
        measured = List.copyOf(measured);
    }

    /** A system as a part of Aeron, round by round; empty unless both were measured. */
    Optional<Sample> ratio(Contestant contestant) {
        return ratesOf(contestant)
                .filter(rates -> contestant != Contestant.AERON)
                .flatMap(rates -> ratesOf(Contestant.AERON).map(rates::dividedBy));
    }

    private Optional<Sample> ratesOf(Contestant wanted) {
        return measured.stream()
                .filter(candidate -> candidate.contestant() == wanted)
                .map(Measured::rates)
                .findFirst();
    }

    double megabytesPerSecond(double messagesPerSecond) {
        return messagesPerSecond * workload.size() / 1e6;
    }
}
