/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.Scenario;
import io.viewbus.perf.report.Result;
import java.util.List;
import java.util.Locale;

/**
 * What one system does in each round.
 *
 * @param system the system
 * @param mode how it runs
 * @param order the order in which it delivers
 * @param size bytes of a payload
 * @param members how many members there are
 */
record Job(Contestant system, Mode mode, Order order, int size, int members) {

    Result.Subject subject(Scenario scenario) {
        return new Result.Subject(
                mode.nameOf(system), scenario.toString(), order.name().toLowerCase(Locale.ROOT), size, members);
    }

    /** The same for another number of members. */
    Job withMembers(int other) {
        return new Job(system, mode, order, size, other);
    }

    /** The configurations of which the best one is measured. */
    List<Variant> variants(int topics) {
        return system.isViewbus() ? List.of(new Variant(mode.word(), topics)) : system.variants(order);
    }

    /** Says what it is, for people. */
    @Override
    public String toString() {
        return mode.nameOf(system) + " " + order.name().toLowerCase(Locale.ROOT) + ", " + members + " members, " + size
                + " B";
    }
}
