/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.Crew;
import io.viewbus.perf.member.MemberScript;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Pairs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One round with its processes: a guest who comes and goes, and members that send; who is lost is replaced. */
final class ViewChangePlay {

    private static final Duration PATIENCE = MemberScript.JOIN_TIMEOUT.plusSeconds(20);

    private final Job job;
    private final Variant variant;
    private final Shape shape;
    private final ChangePlan plan;
    private final ViewChangeFigures figures;
    private final MemberTask.Place place = MeetingPlace.choose();
    private final int capacity;
    private int members;

    ViewChangePlay(Job job, Variant variant, Shape shape, ChangePlan plan, ViewChangeFigures figures) {
        this.job = job;
        this.variant = variant;
        this.shape = shape;
        this.plan = plan;
        this.figures = figures;
        this.capacity = plan.capacity(job.members());
    }

    Outcome play() throws InterruptedException {
        // The guest is the first process of the crew and has the last index; members follow in the sequence of theirs.
        List<List<String>> commands = new ArrayList<>();
        commands.add(command(capacity - 1));
        IntStream.range(0, job.members()).forEach(index -> commands.add(command(index)));
        members = job.members();
        try (Crew crew = Crew.start(job.system().toString(), commands)) {
            crew.await("ready", PATIENCE);
            ChangeWatch watch = new ChangeWatch(crew);
            watch.senders().forEach(member -> crew.tell(member, "go"));
            watch.warmUp();
            rehearse(crew, watch);
            for (ChangeKind kind : plan.sequence()) {
                change(crew, watch, kind);
                watch.settle(plan.gap());
            }
            List<Pairs> done = finish(crew, watch);
            judge(watch.log());
            return figures.outcome(done, watch.log().differing());
        }
    }

    private List<String> command(int index) {
        return MemberCommand.commandLine(job.system(), shape.task(job, variant, place, index, capacity));
    }

    /** Code that nobody ran before takes its time: the first guest's coming and going tells of the compilers. */
    private void rehearse(Crew crew, ChangeWatch watch) throws InterruptedException {
        if (plan.hasGuest()) {
            come(crew, watch);
            watch.settle(plan.gap());
            go(crew, watch);
        }
        watch.settle(plan.gap());
    }

    private void change(Crew crew, ChangeWatch watch, ChangeKind kind) throws InterruptedException {
        switch (kind) {
            case JOIN -> join(crew, watch);
            case LEAVE -> leave(crew, watch);
            case KILL_MEMBER, KILL_SEQUENCER, PAUSE -> lose(crew, watch, kind);
        }
    }

    private void join(Crew crew, ChangeWatch watch) throws InterruptedException {
        watch.end(figures, ChangeKind.JOIN, come(crew, watch));
    }

    /** Lets the guest come, and returns when it began to. */
    private long come(Crew crew, ChangeWatch watch) throws InterruptedException {
        watch.begin();
        crew.tell(ChangeWatch.GUEST, "come");
        long causeNs = Long.parseLong(crew.await(ChangeWatch.GUEST, "coming", PATIENCE));
        watch.awaitView(job.members() + 1, PATIENCE);
        crew.await(ChangeWatch.GUEST, "here", PATIENCE);
        return causeNs;
    }

    private void leave(Crew crew, ChangeWatch watch) throws InterruptedException {
        watch.end(figures, ChangeKind.LEAVE, go(crew, watch));
    }

    /** Lets the guest go, and returns when it began to. */
    private long go(Crew crew, ChangeWatch watch) throws InterruptedException {
        watch.begin();
        crew.tell(ChangeWatch.GUEST, "go");
        long causeNs = Long.parseLong(crew.await(ChangeWatch.GUEST, "going", PATIENCE));
        watch.awaitView(job.members(), PATIENCE);
        crew.await(ChangeWatch.GUEST, "gone", PATIENCE);
        return causeNs;
    }

    private void lose(Crew crew, ChangeWatch watch, ChangeKind kind) throws InterruptedException {
        int victim = watch.victim(kind == ChangeKind.KILL_SEQUENCER);
        watch.begin();
        long causeNs = System.nanoTime();
        if (kind == ChangeKind.PAUSE) {
            crew.pause(victim);
        } else {
            crew.kill(victim);
        }
        watch.awaitView(job.members() - 1, PATIENCE);
        watch.end(figures, kind, causeNs);
        crew.kill(victim);
        replace(crew, watch);
    }

    private void replace(Crew crew, ChangeWatch watch) throws InterruptedException {
        watch.begin();
        int newcomer = crew.add(command(members));
        members++;
        watch.awaitView(job.members(), PATIENCE);
        crew.await(newcomer, "ready", PATIENCE);
        crew.tell(newcomer, "go");
    }

    private List<Pairs> finish(Crew crew, ChangeWatch watch) throws InterruptedException {
        List<Pairs> stopped = watch.ask("stop", "stopped");
        List<Pairs> done = watch.ask(
                "drain " + stopped.stream().map(said -> said.get("sent")).collect(Collectors.joining(",")), "done");
        if (done.stream().map(said -> said.get("digest")).distinct().count() > 1) {
            throwUnlessKnown("members delivered differently in the last view: "
                    + done.stream().map(said -> said.get("digest")).toList());
        }
        watch.settle(Duration.ZERO);
        crew.dismiss();
        return done;
    }

    private void judge(ChangeLog log) {
        if (log.differing() > 0) {
            throwUnlessKnown("members that went on together delivered differently:" + log.differences());
        }
    }

    /** Viewbus promises that it cannot happen. Others do not, so it is a finding, and not an error of the run. */
    private void throwUnlessKnown(String sentence) {
        if (job.system().isViewbus()) {
            throw new RunFailed(job + ": " + sentence);
        }
        figures.remark(job + ": " + sentence);
    }
}
