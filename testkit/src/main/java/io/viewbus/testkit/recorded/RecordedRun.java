/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.core.MessagingConfig;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.recording.RecordedMember;
import io.viewbus.recording.Recordings;
import io.viewbus.recording.UnusableRecording;
import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.Terms;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The recordings of the members of a cluster, looked through for damage. They are read twice, and not kept in memory. What is
 * told begins at the first view that is complete in all of them.
 */
public final class RecordedRun {

    /** What the checker remembers of each sending and each delivery: measured were 350 bytes. */
    private static final long BYTES_PER_EVENT = 600;

    private final List<Survey> surveys;
    private final ViewId from;

    private RecordedRun(List<Survey> surveys) {
        this.surveys = surveys;
        this.from = firstCompleteView(surveys);
    }

    /**
     * Returns what members are told that nobody configured: who hears nobody founds a cluster, one part goes on, the usual windows.
     *
     * @return the terms
     */
    public static Terms usualTerms() {
        MessagingConfig messaging = MessagingConfig.defaults();
        int frame = messaging.maxPayload() + 2 * DataHeader.LENGTH;
        return Terms.UNKNOWN.withLimits(messaging.window(), 3 * messaging.window() + frame);
    }

    /**
     * Looks through recordings.
     *
     * @param places files, and directories with files
     * @return the run
     * @throws UnusableRecording if there are none, something is damaged or missing inside, or no view is complete in all
     */
    public static RecordedRun of(List<Path> places) {
        List<Survey> surveys = new ArrayList<>();
        for (RecordedMember recording : Recordings.find(places)) {
            surveys.add(Survey.of(recording));
        }
        return new RecordedRun(surveys);
    }

    private static ViewId firstCompleteView(List<Survey> surveys) {
        ViewId first = ViewId.NONE;
        for (Survey survey : surveys) {
            if (survey.isWhole()) {
                continue;
            }
            Survey.Install complete = survey.firstComplete();
            if (complete == null) {
                throw new UnusableRecording("the recording of " + survey.member() + " ("
                        + shortName(survey.member()) + ") has no complete view, because of "
                        + (survey.lost() > 0 ? "a gap of " + survey.lost() + " records" : "what was removed")
                        + ": leave its files out, and what it did is taken from the others");
            }
            ViewId id = complete.view().id();
            first = id.compareTo(first) > 0 ? id : first;
        }
        return first;
    }

    /**
     * Tells everything from the first view on that is complete in all recordings.
     *
     * @param sink takes the events, in an order in which nothing comes before what it follows from
     */
    public void tell(Consumer<TraceEvent> sink) {
        List<MemberTrace> traces = new ArrayList<>();
        try {
            for (Survey survey : surveys) {
                open(survey, traces);
            }
            unknown(traces).forEach(member -> sink.accept(new TraceEvent.Unrecorded(0, member)));
            new Merge(traces).to(sink);
        } finally {
            traces.forEach(MemberTrace::close);
        }
    }

    private void open(Survey survey, List<MemberTrace> traces) {
        Survey.Install first = survey.firstComplete();
        if (survey.isWhole() && (first == null || first.view().id().compareTo(from) >= 0)) {
            traces.add(new MemberTrace(survey.recording(), 0));
            return;
        }
        Survey.Install start = survey.firstFrom(from);
        if (start != null) {
            traces.add(new MemberTrace(survey.recording(), start.fromIndex()));
        }
    }

    /** Those in the views of whom there is no trace. */
    private Set<Member> unknown(List<MemberTrace> traces) {
        Set<Member> unknown = new HashSet<>();
        views().values().forEach(view -> unknown.addAll(view.members()));
        traces.forEach(trace -> unknown.remove(trace.member()));
        return unknown;
    }

    /**
     * Verifies the run with the checker of the simulator.
     *
     * @param terms what its members were told, as far as that is known
     * @return what came out
     * @throws UnusableRecording if there are more messages than this JVM has memory for
     */
    public Verdict verify(Terms terms) {
        requireMemory();
        Checker checker = Checker.ofRecordedRun(terms);
        Tally tally = new Tally();
        tell(event -> {
            tally.count(event);
            checker.accept(event);
        });
        checker.breakOff(tally.lastNs());
        return new Verdict(
                surveys.size(),
                List.copyOf(views().values()),
                tally.sent(),
                tally.delivered(),
                tally.events(),
                byNumber(checker.numbers()),
                checker.violations(),
                remarks());
    }

    private static List<String> byNumber(List<String> numbers) {
        return numbers.stream()
                .distinct()
                .sorted(Comparator.comparing((String number) -> number.charAt(0))
                        .thenComparing(number -> Integer.parseInt(number.substring(1))))
                .toList();
    }

    private void requireMemory() {
        long events = surveys.stream().mapToLong(Survey::remembered).sum();
        long most = Runtime.getRuntime().maxMemory() / BYTES_PER_EVENT;
        if (events > most) {
            throw new UnusableRecording(
                    "there are " + events + " sendings and deliveries in these recordings, and memory"
                            + " for the verification of " + most + ": give more with VIEWBUS_JAVA_OPTS=-Xmx"
                            + (1 + events * BYTES_PER_EVENT * 11 / 10 / (1 << 20)) + "m");
        }
    }

    /** Returns the views from the first complete one on, each once. */
    private Map<ViewId, View> views() {
        Map<ViewId, View> views = new TreeMap<>();
        for (Survey survey : surveys) {
            for (Survey.Install install : survey.installs()) {
                if (install.view().id().compareTo(from) >= 0) {
                    views.put(install.view().id(), install.view());
                }
            }
        }
        return views;
    }

    /** What whoever reads the verdict should know about the recordings. */
    private List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        for (Survey survey : surveys) {
            String who = survey.member() + " (" + shortName(survey.member()) + ")";
            if (survey.lost() > 0) {
                remarks.add(
                        who + " could not record " + survey.lost() + " events; only what is after them is verified");
            }
            if (!survey.isClosed()) {
                remarks.add(who
                        + " ended without closing its recording, as when it is killed; its last events may be missing");
            }
        }
        if (!from.equals(ViewId.NONE)) {
            remarks.add("begins at view " + from + ", the first that is complete in all recordings");
        }
        Map<Incarnation, Member> strangers = new LinkedHashMap<>();
        views().values().forEach(view -> view.members().forEach(member -> strangers.put(member.incarnation(), member)));
        surveys.forEach(survey -> strangers.remove(survey.member().incarnation()));
        strangers
                .values()
                .forEach(member -> remarks.add("there is no recording of " + member + " (" + shortName(member)
                        + "); what it did is taken from the others"));
        return remarks;
    }

    private static String shortName(Member member) {
        return member.incarnation().toString().substring(0, 6);
    }
}
