/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.net.Lane;
import io.viewbus.testkit.net.SimNetwork;
import io.viewbus.testkit.time.SimRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where one fault happens: who can be harmed, what chance the fault has of its own, how it ends. Victims are those to whom
 * the fault drew the least lot, so the choice is mostly the same when somebody else is missing.
 */
final class Scene {

    private final Stage stage;
    private final Episode episode;
    private final SimRandom random;
    private final SimRandom lots;
    private final StringBuilder story = new StringBuilder();

    Scene(Stage stage, Episode episode) {
        this.stage = stage;
        this.episode = episode;
        random = new SimRandom(episode.key());
        lots = random.named("lots");
    }

    SimRandom random() {
        return random;
    }

    SimCluster cluster() {
        return stage.cluster();
    }

    SimNetwork network() {
        return stage.network();
    }

    Stage stage() {
        return stage;
    }

    boolean isOpen() {
        return stage.isOpen();
    }

    /** Tells what happened to whom. */
    void tell(String text) {
        story.append(story.length() == 0 ? ": " : ", ").append(text);
    }

    String story() {
        return story.toString();
    }

    /** Notes what happens later than the strike. */
    void note(String text) {
        stage.log().headline(text);
    }

    /** Returns the name of a new member, which tells where it comes from. */
    String newName(char which) {
        return "j" + episode.number() + which;
    }

    long lotOf(String name) {
        return lots.named(name).nextLong();
    }

    /** Returns those who could be harmed, in the order of their lots. */
    List<SimMember> candidates(Predicate<SimMember> suits) {
        return cluster().caution().healthy().stream()
                .filter(suits)
                .sorted(Comparator.comparingLong(member -> lotOf(member.name())))
                .toList();
    }

    @Nullable
    SimMember pick(Predicate<SimMember> suits) {
        List<SimMember> candidates = candidates(suits);
        return candidates.isEmpty() ? null : candidates.get(0);
    }

    @Nullable
    SimMember pickOther() {
        return pick(member -> member != cluster().coordinator());
    }

    /** Returns the coordinator half of the time, else anybody. */
    @Nullable
    SimMember pickWeighted() {
        SimMember coordinator = random.chance(500) ? cluster().coordinator() : null;
        return coordinator != null ? coordinator : pick(member -> true);
    }

    /** Returns two different members, or an empty list. */
    List<SimMember> pickTwo() {
        List<SimMember> candidates = candidates(member -> true);
        return candidates.size() < 2 ? List.of() : candidates.subList(0, 2);
    }

    /** Returns all names that run, in the order of their lots. */
    List<String> names() {
        return cluster().members().stream()
                .map(SimMember::name)
                .sorted(Comparator.comparingLong(this::lotOf))
                .toList();
    }

    /** Tells whether members may be kept from hearing each other now. */
    boolean mayDisturb() {
        return stage.hasRoom() && cluster().caution().mayCut();
    }

    /** Does something later, unless all faults have ended by then. */
    void after(long delayNs, Runnable action) {
        cluster().time().after(delayNs, () -> {
            if (stage.isOpen()) {
                action.run();
            }
        });
    }

    /** Lets a fault last, and then undoes it. */
    void lasting(long durationNs, Runnable undo) {
        stage.begin();
        after(durationNs, () -> {
            stage.end();
            cluster().caution().noteDisturbed();
            undo.run();
        });
    }

    /** Cuts one direction for a while. */
    void cut(String from, String to, List<Lane> lanes, long durationNs) {
        network().cut(from, to, lanes);
        after(durationNs, () -> {
            cluster().caution().noteDisturbed();
            network().restore(from, to, lanes);
        });
    }

    /** Clogs one direction for a while. */
    void clog(String from, String to, List<Lane> lanes, long durationNs) {
        network().clog(from, to, lanes);
        after(durationNs, () -> {
            cluster().caution().noteDisturbed();
            network().unclog(from, to, lanes);
        });
    }

    /** Returns some directions between members that run: one, all of one member, some, or all. */
    List<List<String>> pickWays() {
        List<String> names = names();
        int die = random.below(4);
        List<List<String>> ways = new ArrayList<>();
        for (String from : names) {
            for (String to : names) {
                boolean first = from.equals(names.get(0)) || to.equals(names.get(0));
                if (!from.equals(to) && (die == 3 || (die == 2 && random.chance(500)) || (die == 1 && first))) {
                    ways.add(List.of(from, to));
                }
            }
        }
        if (ways.isEmpty() && names.size() > 1) {
            ways.add(names.subList(0, 2));
        }
        return ways;
    }

    /** Returns both kinds of streams mostly, else one of them. */
    List<Lane> pickLanes() {
        return random.chance(700) ? Lane.BOTH : List.of(random.pick(Lane.BOTH));
    }
}
