/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Violation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;

/** The processes of one founding, and the checker that watches them. */
final class Cluster {

    private final Checker checker;
    private final List<ScenarioMember> members = new ArrayList<>();

    Cluster(Checker checker) {
        this.checker = checker;
    }

    Checker checker() {
        return checker;
    }

    void add(ScenarioMember member) {
        members.add(member);
    }

    List<Member> alive() {
        return running().stream().map(ScenarioMember::self).toList();
    }

    private List<ScenarioMember> running() {
        return members.stream().filter(member -> !member.isOver()).toList();
    }

    /** Tells whether those who live are in one view and have answers to all they asked for. */
    boolean isSettled() {
        List<Member> alive = alive();
        return running().stream().allMatch(member -> {
            View view = member.view();
            return view != null
                    && view.members().size() == alive.size()
                    && view.members().containsAll(alive)
                    && member.user().isIdle();
        });
    }

    /** It came to rest: nothing that was promised may be missing. */
    void end(long atNs) {
        checker.end(atNs, alive());
    }

    List<Violation> violations() {
        return checker.violations();
    }
}
