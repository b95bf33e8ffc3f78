/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Member;
import io.viewbus.view.PartitionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Verifies the guarantees over the events of a run: a pure function of their sequence, the same for simulated runs and for
 * recorded ones of real processes. Used by one thread.
 */
public final class Checker implements Consumer<TraceEvent> {

    private final World world = new World();
    private final List<Property> properties = new ArrayList<>();
    private final Interests interests;

    /**
     * Makes a checker for one run.
     *
     * @param expectedSize how many names had to agree to found the cluster, 0 if that was not asked for
     */
    public Checker(int expectedSize) {
        this(expectedSize, PartitionPolicy.PRIMARY);
    }

    /**
     * Makes a checker for one run of a policy.
     *
     * @param expectedSize how many names had to agree to found the cluster, 0 if that was not asked for
     * @param policy what becomes of parts of the cluster
     */
    public Checker(int expectedSize, PartitionPolicy policy) {
        boolean oneChain = policy == PartitionPolicy.PRIMARY;
        properties.addAll(MembershipProperties.all(world, oneChain));
        properties.addAll(oneChain ? AgreementProperties.all(world, expectedSize) : MergeProperties.all(world));
        properties.addAll(DeliveryProperties.all(world));
        properties.addAll(CutProperties.all(world));
        properties.addAll(OrderProperties.all(world));
        properties.addAll(CausalProperties.all(world));
        properties.addAll(LevelProperties.all(world, oneChain));
        properties.addAll(StabilityProperties.all(world));
        properties.addAll(UniformityProperties.all(world, oneChain));
        properties.addAll(CoverProperties.all(world));
        properties.addAll(TopicProperties.all(world));
        properties.addAll(LivenessProperties.all(world));
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
