/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.Crew;
import io.viewbus.perf.crew.Said;
import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.member.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Follows what the members of a crew tell of views. */
final class ChangeWatch {

    /** The number of the process that comes and goes; it tells of no views. */
    static final int GUEST = 0;

    private static final Duration ANSWER = Duration.ofSeconds(70);

    private final Crew crew;
    private final ChangeLog log = new ChangeLog();
    private final Map<Integer, Integer> marks = new HashMap<>();

    ChangeWatch(Crew crew) {
        this.crew = crew;
    }

    ChangeLog log() {
        return log;
    }

    /** Who sends and can be asked. */
    List<Integer> senders() {
        return crew.present().stream().filter(member -> member != GUEST).toList();
    }

    /** Lets time pass, and notes what is told meanwhile. */
    void settle(Duration time) throws InterruptedException {
        long endNs = System.nanoTime() + time.toNanos();
        Optional<Said> said = crew.sighting(time);
        while (said.isPresent()) {
            note(said.get());
            said = crew.sighting(Duration.ofNanos(Math.max(0, endNs - System.nanoTime())));
        }
    }

    private void note(Said said) {
        log.add(said.member(), Sighting.parse(said.words()));
    }

    /** A change is about to be caused. */
    void begin() throws InterruptedException {
        settle(Duration.ZERO);
        probe();
        marks.clear();
        senders().forEach(member -> marks.put(member, log.mark(member)));
    }

    /** Waits until all that were there at the beginning and still are have told of a view with so many members. */
    void awaitView(int members, Duration timeout) throws InterruptedException {
        long endNs = System.nanoTime() + timeout.toNanos();
        while (!survivors().stream().allMatch(member -> isThere(member, members))) {
            Optional<Said> said = crew.sighting(Duration.ofNanos(Math.max(0, endNs - System.nanoTime())));
            if (said.isEmpty()) {
                throw new RunFailed("not all members saw a view of " + members + " with messages in it within "
                        + timeout.toSeconds() + " s; they saw "
                        + survivors().stream().map(this::told).toList());
            }
            note(said.get());
        }
    }

    private List<Integer> survivors() {
        return senders().stream().filter(marks::containsKey).toList();
    }

    private List<Sighting> told(int member) {
        return log.since(member, marks.getOrDefault(member, 0));
    }

    /**
     * In Viewbus the group of a topic changes with a view of the cluster, or between two: a member is in, or out, for good when the
     * counter of the cluster's view is another one than before.
     */
    private boolean isThere(int member, int members) {
        List<Sighting> told = told(member);
        return !told.isEmpty()
                && told.get(told.size() - 1).members() == members
                && !counter(told.get(told.size() - 1).to())
                        .equals(counter(told.get(0).from()));
    }

    private static String counter(String view) {
        return view.split("\\.", 2)[0];
    }

    /** Enters the change into the figures. */
    void end(ViewChangeFigures figures, ChangeKind kind, long causeNs) throws InterruptedException {
        List<List<Sighting>> sightings = new ArrayList<>();
        survivors().forEach(member -> sightings.add(told(member)));
        figures.add(kind, causeNs, sightings, probe());
    }

    /** Asks how long messages waited at most since they were asked last. */
    private long probe() throws InterruptedException {
        return answers("probe", "probed").stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElse(0);
    }

    /** Waits until the compilers of all that send are quiet. */
    void warmUp() throws InterruptedException {
        answers("warm", "warm");
    }

    /** Says something to all that send, and waits for their answers. */
    List<Pairs> ask(String words, String answer) throws InterruptedException {
        return answers(words, answer).stream().map(Pairs::parse).toList();
    }

    private List<String> answers(String words, String answer) throws InterruptedException {
        List<Integer> asked = senders();
        asked.forEach(member -> crew.tell(member, words));
        List<String> answers = new ArrayList<>();
        for (int member : asked) {
            answers.add(crew.await(member, answer, ANSWER));
        }
        return answers;
    }

    /** Chooses who is lost. */
    int victim(boolean isFirst) {
        return senders().stream()
                .filter(member -> log.isCoordinator(member) == isFirst)
                .findFirst()
                .orElseThrow(() ->
                        new RunFailed("nobody said that it was " + (isFirst ? "" : "not ") + "the first of the view"));
    }
}
