/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who takes part in a run of those that were asked for.
 *
 * @param able the systems that take part
 * @param absences why the others do not, a sentence for each
 */
record Lineup(List<Contestant> able, List<String> absences) {

    /** Asks each system, and what it needs on this machine. */
    static Lineup of(List<Contestant> systems, Scenario scenario) {
        List<Contestant> able = new ArrayList<>();
        List<String> absences = new ArrayList<>();
        for (Contestant system : systems) {
            Optional<String> absence = absence(system, scenario);
            absence.ifPresentOrElse(absences::add, () -> able.add(system));
        }
        return new Lineup(able, absences);
    }

    private static Optional<String> absence(Contestant system, Scenario scenario) {
        Optional<String> objection = system.objection(scenario).map(why -> system + " was left out: " + why);
        if (objection.isPresent()) {
            return objection;
        }
        List<String> missing = system.missing();
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(system + " was skipped: " + String.join("; ", missing));
    }
}
