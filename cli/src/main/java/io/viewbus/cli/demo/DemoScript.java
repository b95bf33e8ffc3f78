/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the demo shows, act by act. Each act waits until all members saw what it is about. */
final class DemoScript {

    private static final long FEWEST_COMPARISONS = 6;

    private static final double KILL_COORDINATOR = 0.25;
    private static final double START_AGAIN = 0.45;
    private static final double KILL_ANOTHER = 0.65;
    private static final double LEAVE = 0.85;

    private final DemoPlan plan;
    private final DemoCluster cluster;
    private final Board board;
    private final Journal journal;
    private final List<String> alive = new ArrayList<>();

    DemoScript(DemoPlan plan, DemoCluster cluster, Board board, Journal journal) {
        this.plan = plan;
        this.cluster = cluster;
        this.board = board;
        this.journal = journal;
    }

    /**
     * Plays it.
     *
     * @return the summary
     * @throws DemoFailure if something else happens than what the script says
     */
    String play() throws DemoFailure, InterruptedException {
        journal.add(plan.title());
        formView();
        publishUntil(KILL_COORDINATOR);
        String coordinator = board.view().coordinator();
        kill(coordinator, "the coordinator");
        publishUntil(START_AGAIN);
        start(coordinator);
        awaitView("the return of " + coordinator);
        publishUntil(KILL_ANOTHER);
        kill(board.view().members().get(1), "not the coordinator");
        publishUntil(LEAVE);
        leaveAll();
        requireProof();
        return board.summary();
    }

    /** The first member founds the cluster, the one with the dashboard is next, and the others join at once. */
    private void formView() throws DemoFailure, InterruptedException {
        start(plan.members().get(0));
        awaitView("the first view");
        start(plan.host());
        awaitView("the view of two");
        for (String name : plan.members()) {
            if (!alive.contains(name)) {
                start(name);
            }
        }
        awaitView("the view of all");
    }

    private void kill(String name, String who) throws DemoFailure, InterruptedException {
        long killedNs = System.nanoTime();
        journal.add("kill -9 " + name + ", " + who);
        cluster.kill(name);
        alive.remove(name);
        awaitView("the view without " + name);
        long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNs);
        journal.add("all survivors went on without " + name + " after " + tookMs + " ms");
    }

    private void leaveAll() throws DemoFailure, InterruptedException {
        while (!alive.isEmpty()) {
            String name = alive.get(alive.size() - 1);
            journal.add(name + " leaves");
            cluster.leave(name);
            alive.remove(name);
            board.await(
                    name + "'s leaving",
                    plan.patience(),
                    () -> board.entry(name).hasLeft());
            awaitView("the view after " + name + " left");
        }
        if (cluster.answers()) {
            throw new DemoFailure("somebody is still there after all left");
        }
    }

    private void requireProof() throws DemoFailure {
        if (board.comparisons() < FEWEST_COMPARISONS) {
            throw new DemoFailure("only " + board.comparisons() + " digests could be compared");
        }
    }

    private void start(String name) throws DemoFailure {
        cluster.start(name);
        alive.add(name);
    }

    /** Waits until everybody alive is in a view of exactly those. */
    private void awaitView(String what) throws DemoFailure, InterruptedException {
        board.await(
                what,
                plan.patience(),
                () -> alive.stream().allMatch(name -> board.entry(name).isInViewOf(alive)));
    }

    /** Lets messages flow until that point of the show, and until everybody delivered some in this view. */
    private void publishUntil(double fraction) throws DemoFailure, InterruptedException {
        long leftMs = plan.at(fraction).toMillis() - journal.elapsedMs();
        board.watch(Duration.ofMillis(Math.max(0, leftMs)));
        long enough = alive.size();
        board.await(
                "the delivery of messages at all members",
                plan.patience(),
                () -> alive.stream().allMatch(name -> board.entry(name).hasDelivered(enough)));
    }
}
