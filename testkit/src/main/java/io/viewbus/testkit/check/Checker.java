/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Verifies the guarantees over the events of a run: a pure function of their sequence, the same for simulated runs and for
 * recorded ones of real processes. Used by one thread.
 */
public final class Checker implements Consumer<TraceEvent> {

    private final World world;
    private final List<Property> properties = new ArrayList<>();
    private final Interests interests;

    /**
     * What only a simulator can say: which events share a turn (O11), and since when nothing was wrong. The latter is all that
     * the properties of liveness speak of, and R3.
     */
    private static final Predicate<Property> NEEDS_A_SIMULATOR =
            property -> property.number().startsWith("L") || Set.of("O11", "R3").contains(property.number());

    /**
     * Makes a checker for one simulated run.
     *
     * @param terms what its members were told
     */
    public Checker(Terms terms) {
        this(terms, property -> true);
    }

    /**
     * Makes a checker for a run of real processes. It leaves out what only a simulator can say.
     *
     * @param terms what its members were told, as far as that is known
     * @return the checker
     */
    public static Checker ofRecordedRun(Terms terms) {
        return new Checker(terms, NEEDS_A_SIMULATOR.negate());
    }

    private Checker(Terms terms, Predicate<Property> wanted) {
        world = new World(terms);
        boolean oneChain = terms.isOneChain();
        properties.addAll(MembershipProperties.all(world, oneChain));
        properties.addAll(oneChain ? AgreementProperties.all(world) : MergeProperties.all(world));
        properties.addAll(DeliveryProperties.all(world));
        properties.addAll(CutProperties.all(world));
        properties.addAll(OrderProperties.all(world));
        properties.addAll(CausalProperties.all(world));
        properties.addAll(LevelProperties.all(world, oneChain));
        properties.addAll(StabilityProperties.all(world));
        properties.addAll(UniformityProperties.all(world, oneChain));
        properties.addAll(CoverProperties.all(world));
        properties.addAll(TopicProperties.all(world));
        // At the end of a run this is what people want to read first.
        properties.addAll(LivenessProperties.all(world));
        properties.addAll(WedgeProperties.all(world));
        properties.addAll(ResourceProperties.all(world));
        if (!oneChain) {
            properties.addAll(PartProperties.all(world));
        }
        properties.addAll(QuietProperties.all(world));
        properties.addAll(ChangeProperties.all(world));
        properties.removeIf(wanted.negate());
        interests = new Interests(properties);
    }

    /**
     * Takes the next event.
     *
     * @param event the event
     */
    @Override
    public void accept(TraceEvent event) {
        for (Property property : interests.in(event)) {
            event.handTo(property);
        }
        event.handTo(world);
    }

    /**
     * Takes notice of what is done to members and network from now on. Unless that is said, anything may be.
     *
     * @param phase what is done
     * @param atNs when that begins
     */
    public void enter(Phase phase, long atNs) {
        world.calm().enter(phase, atNs);
    }

    /**
     * Ends a run whose last part had no faults, and verifies that everything came to its end.
     *
     * @param atNs when it ended
     * @param settled the members that were alive and connected long enough
     */
    public void end(long atNs, List<Member> settled) {
        for (Property property : properties) {
            property.atEnd(atNs, settled);
        }
    }

    /**
     * Ends a run that breaks off in the middle of whatever happens, as recordings do, and verifies what holds at any moment.
     *
     * @param atNs when it broke off
     */
    public void breakOff(long atNs) {
        for (Property property : properties) {
            property.atBreak(atNs);
        }
    }

    /**
     * Tells whether nothing was broken so far.
     *
     * @return true if so
     */
    public boolean isClean() {
        return world.violations().isEmpty();
    }

    /**
     * Returns what was broken.
     *
     * @return the violations in the order in which they showed
     */
    public List<Violation> violations() {
        return List.copyOf(world.violations());
    }

    /**
     * Returns the numbers of all properties that are verified.
     *
     * @return the numbers
     */
    public List<String> numbers() {
        return properties.stream().map(Property::number).toList();
    }
}
