/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;

import io.viewbus.testkit.check.Phase;
import io.viewbus.testkit.net.SimLiveness;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.Incarnation;
import java.util.ArrayList;
import java.util.List;

/** Lets members hear that others are gone which live, now and then. Whoever lives and can answer must not come to harm by it. */
final class Deceptions {

    private static final int WHEN_CALM = 5;
    private static final long CALM_GAP_NS = 100 * MS;

    private final SimCluster cluster;
    private final Stage stage;
    private final SimCluster.Log log;
    private final Watching watching;
    private final SimRandom random;

    Deceptions(SimCluster cluster, Stage stage, SimCluster.Log log) {
        this.cluster = cluster;
        this.stage = stage;
        this.log = log;
        watching = cluster.plan().watching();
        random = new SimRandom(watching.key());
    }

    /** Begins, if this run has them; ends with the faults. */
    void start() {
        if (watching.falseGapNs() > 0) {
            later();
        }
    }

    private void later() {
        cluster.time().after(random.skewed(watching.falseGapNs() / 4, 4 * watching.falseGapNs()), () -> {
            if (stage.isOpen()) {
                if (!Watching.isSafe(cluster.network().conditions())) {
                    log.enter(Phase.TROUBLED);
                }
                deceive();
                later();
            }
        });
    }

    /** Tells whether members may be deceived while nothing else is wrong. */
    boolean mayWhenCalm() {
        return watching.falseGapNs() > 0 && Watching.isSafe(cluster.plan().calm());
    }

    /** Deceives some, with time between them; returns how long that takes. */
    long startCalm() {
        for (int i = 1; i <= WHEN_CALM; i++) {
            cluster.time().after(i * CALM_GAP_NS, this::deceive);
        }
        return (WHEN_CALM + 2) * CALM_GAP_NS;
    }

    private void deceive() {
        List<Deception> possible = new ArrayList<>();
        for (SimMember member : cluster.members()) {
            SimLiveness liveness = member.session().liveness();
            if (liveness != null) {
                liveness.watched().forEach(victim -> possible.add(new Deception(member, liveness, victim)));
            }
        }
        if (!possible.isEmpty()) {
            Deception chosen = random.pick(possible);
            log.note(chosen.member.name() + " hears that " + chosen.victim + " is gone");
            cluster.caution().noteDisturbed(chosen.victim);
            chosen.liveness.deceive(chosen.victim);
        }
    }

    private record Deception(SimMember member, SimLiveness liveness, Incarnation victim) {}
}
