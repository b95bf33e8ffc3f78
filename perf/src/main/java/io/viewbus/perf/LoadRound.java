/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.Crew;
import io.viewbus.perf.member.MemberScript;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.Pairs;
import io.viewbus.perf.member.Scenario;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A round in which nobody comes or goes: members are started, measured, compared and sent home. */
final class LoadRound implements Measurement {

    /** For JVMs that must share a machine. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Shape shape;

    LoadRound(Shape shape) {
        this.shape = shape;
    }

    @Override
    public Scenario scenario() {
        return shape.scenario();
    }

    @Override
    public Outcome play(Job job, Variant variant) throws InterruptedException {
        MemberTask.Place place = MeetingPlace.choose();
        List<List<String>> commands = IntStream.range(0, job.members())
                .mapToObj(index ->
                        MemberCommand.commandLine(job.system(), shape.task(job, variant, place, index, job.members())))
                .toList();
        try (Crew crew = Crew.start(job.system().toString(), commands)) {
            crew.await("ready", MemberScript.JOIN_TIMEOUT.plus(SLACK));
            crew.tell("go");
            crew.await("warm", shape.longestWarmup().plus(SLACK));
            crew.tell("count");
            List<Pairs> measured = parse(crew.await("measured", measuring()));
            crew.tell("drain " + measured.stream().map(said -> said.get("sent")).collect(Collectors.joining(",")));
            List<Pairs> done = parse(crew.await("done", MemberScript.DRAIN_TIMEOUT.plus(SLACK)));
            requireAgreement(job, done);
            crew.dismiss();
            return LoadFigures.of(job, shape, measured, done);
        }
    }

    private static List<Pairs> parse(List<String> lines) {
        return lines.stream().map(Pairs::parse).toList();
    }

    private Duration measuring() {
        return shape.duration().multipliedBy(2).plus(MemberScript.DRAIN_TIMEOUT).plus(SLACK);
    }

    /** The order of each sender was checked by each member for itself; what all must agree on only shows side by side. */
    private static void requireAgreement(Job job, List<Pairs> done) {
        List<String> digests = done.stream().map(said -> said.get("digest")).toList();
        if (digests.stream().distinct().count() > 1) {
            throw new RunFailed(job + ": members delivered different messages or orders; digests: " + digests);
        }
    }

    @Override
    public String headline(Outcome outcome) {
        return LoadFigures.headline(shape.scenario(), outcome);
    }
}
