/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import static io.viewbus.testkit.sim.SimPlan.MS;
import static io.viewbus.testkit.sim.SimPlan.SECOND;

import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A large cluster under light load: all members start at once, many die one after another and come back, the cluster falls
 * into two halves and becomes one again. Ends at the first phase that does not reach its goal.
 */
final class ScaleRun {

    /** In how many views a crowd that comes at once must be in. */
    static final int MOST_VIEWS_OF_A_CROWD = 5;

    private static final int MOST_DEATHS = 20;
    /** Light load: all members together publish a few messages a second. */
    private static final long PUBLISH_GAP_NS = 250 * MS;

    private static final long PATIENCE_NS = 60 * SECOND;
    /** How long nothing happens after what was done in a phase. */
    private static final long REST_NS = 2 * SECOND;
    /**
     * How long nothing happens at all, for all pairs of members together, since everybody hears everybody. Long enough to tell how
     * fast that is simulated: the first second of the simulator is slow, until the JVM has compiled what an idle member does.
     */
    private static final long IDLE_PAIRS_NS = 150_000 * SECOND;

    private final ScaleSpec spec;
    private final List<String> names;
    private final ScriptedCluster script;
    private final SimRandom random;
    private final Consumer<ScalePhase> onPhase;
    private final List<String> failures = new ArrayList<>();

    /**
     * Prepares a run.
     *
     * @param spec how large, and with what
     * @param onPhase hears of each phase that ended
     */
    ScaleRun(ScaleSpec spec, Consumer<ScalePhase> onPhase) {
        this.spec = spec;
        this.onPhase = onPhase;
        names = CalmPlan.names(spec.members());
        random = new SimRandom(spec.seed()).named("script");
        SimPlan plan = spec.withMessaging()
                ? CalmPlan.withMessaging(spec.policy(), spec.members() * PUBLISH_GAP_NS)
                : CalmPlan.membershipAlone(spec.policy());
        script = new ScriptedCluster(plan, spec.seed());
    }

    /** Runs everything; returns what went wrong, nothing if all is well. */
    List<String> run() {
        phase("form", this::form);
        phase("lose", this::lose);
        phase("restart", this::restart);
        phase("split", this::split);
        phase("heal", this::heal);
        phase("settle", this::settle);
        phase("idle", this::idle);
        if (isOk()) {
            script.verifyEnd();
        }
        script.violations().forEach(violation -> failures.add(violation.toString()));
        return List.copyOf(failures);
    }

    ScriptedCluster script() {
        return script;
    }

    private boolean isOk() {
        return failures.isEmpty() && script.isClean();
    }

    private void phase(String name, BooleanSupplier action) {
        if (!isOk()) {
            return;
        }
        ScalePhase.Meter meter = new ScalePhase.Meter(name, script);
        if (!action.getAsBoolean() && script.isClean()) {
            failures.add(name + ": not done after " + PATIENCE_NS / SECOND + " s");
        }
        if (isOk()) {
            script.advance(REST_NS);
        }
        onPhase.accept(meter.read());
    }

    private boolean form() {
        return comeAtOnce(names, () -> script.isOneView(names));
    }

    private boolean comeAtOnce(List<String> crowd, BooleanSupplier together) {
        int before = script.views();
        script.startAll(crowd);
        boolean reached = script.await(together, PATIENCE_NS);
        int views = script.views() - before;
        if (views > MOST_VIEWS_OF_A_CROWD) {
            failures.add(crowd.size() + " members came at once and were in after " + views + " views, not "
                    + MOST_VIEWS_OF_A_CROWD);
        }
        return reached;
    }

    private List<String> missing() {
        return names.stream()
                .filter(name -> script.cluster().find(name) == null)
                .toList();
    }

    /** The one that dies is the coordinator every fourth time, else anybody. */
    private boolean lose() {
        int deaths = Math.min(MOST_DEATHS, names.size() / 3);
        List<String> rest = new ArrayList<>(names);
        for (int i = 0; i < deaths; i++) {
            SimMember coordinator = script.cluster().coordinator();
            SimMember victim = i % 4 == 0 && coordinator != null ? coordinator : script.member(random.pick(rest));
            victim.crash();
            rest.remove(victim.name());
            if (!script.await(() -> script.isOneView(rest), PATIENCE_NS)) {
                return false;
            }
        }
        return true;
    }

    private boolean restart() {
        return comeAtOnce(missing(), () -> script.isOneView(names));
    }

    /** The first half, with rank 0, goes on in either case; the other one only if every part may. */
    private boolean split() {
        List<List<String>> halves = halves();
        script.network().partition(halves);
        boolean both = spec.policy() == Policy.PARTITIONABLE;
        return script.await(
                () -> script.areTogether(halves.get(0)) && (!both || script.areTogether(halves.get(1))), PATIENCE_NS);
    }

    private List<List<String>> halves() {
        View view = Objects.requireNonNull(script.cluster().latest());
        List<String> ranked = view.members().stream().map(Member::name).toList();
        int half = (ranked.size() + 1) / 2;
        return List.of(ranked.subList(0, half), ranked.subList(half, ranked.size()));
    }

    private boolean heal() {
        script.network().heal();
        return script.await(() -> script.isOneView(names), PATIENCE_NS);
    }

    private boolean settle() {
        return script.await(this::isIdle, PATIENCE_NS);
    }

    private boolean idle() {
        script.advance(IDLE_PAIRS_NS / ((long) names.size() * names.size()));
        return isIdle();
    }

    private boolean isIdle() {
        List<SimMember> members = script.cluster().members();
        members.forEach(member -> member.user().quiesce());
        return script.isOneView(names)
                && members.stream().allMatch(member -> member.user().isIdle());
    }
}
