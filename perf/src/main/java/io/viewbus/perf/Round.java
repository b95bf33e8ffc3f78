/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.crew.Crew;
import io.viewbus.perf.member.MemberScript;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** One turn of one system: its members are started, measured, compared and sent home. */
final class Round {

    /** For JVMs that must share a machine. */
    private static final Duration SLACK = Duration.ofSeconds(20);

    private final Contestant contestant;
    private final Workload workload;

    Round(Contestant contestant, Workload workload) {
        this.contestant = contestant;
        this.workload = workload;
    }

    RoundResult play() throws InterruptedException {
        MeetingPlace place = MeetingPlace.choose();
        List<List<String>> commands = IntStream.range(0, workload.members())
                .mapToObj(index -> MemberCommand.commandLine(contestant, workload.task(index, contestant, place)))
                .toList();
        try (Crew crew = Crew.start(contestant.toString(), commands)) {
            crew.await("ready", MemberScript.JOIN_TIMEOUT.plus(SLACK));
            crew.tell("go");
            List<MemberResult> results = crew.await("measured", measuring()).stream()
                    .map(MemberResult::parse)
                    .toList();
            crew.tell("drain " + results.stream().mapToLong(MemberResult::sent).sum());
            List<String> digests = crew.await("done", MemberScript.DRAIN_TIMEOUT.plus(SLACK));
            requireAgreement(digests);
            crew.dismiss();
            return new RoundResult(results);
        }
    }

    private Duration measuring() {
        return workload.length().plus(MemberScript.DRAIN_TIMEOUT).plus(SLACK);
    }

    /** The sender's order was checked by each member for itself; the total order only shows side by side. */
    private void requireAgreement(List<String> digests) {
        if (contestant.agreesOnOrder(workload.order())
                && digests.stream().distinct().count() > 1) {
            throw new RunFailed(contestant + " members delivered in different orders; digests: " + digests);
        }
    }
}
