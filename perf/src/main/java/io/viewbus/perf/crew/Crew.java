/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The member processes of one round, in step with each other. Closing it leaves none running. */
public final class Crew implements AutoCloseable {

    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(15);

    private final String name;
    private final BlockingQueue<MemberProcess.Event> events = new LinkedBlockingQueue<>();
    private final List<MemberProcess> members = new ArrayList<>();

    private Crew(String name) {
        this.name = name;
    }

    /**
     * Starts the members.
     *
     * @param name what they are called in messages
     * @param commands the command line of each
     * @return the crew
     */
    public static Crew start(String name, List<List<String>> commands) {
        Crew crew = new Crew(name);
        try {
            for (List<String> command : commands) {
                crew.members.add(MemberProcess.start(crew.members.size(), command, crew.events));
            }
            return crew;
        } catch (RuntimeException | Error e) {
            crew.close();
            throw e;
        }
    }

    /**
     * Says something to every member.
     *
     * @param words what to say
     */
    public void tell(String words) {
        members.forEach(member -> member.tell(words));
    }

    /**
     * Waits until every member has said a keyword.
     *
     * @param keyword the first word
     * @param timeout how long to wait for all of them
     * @return what each member said after it
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if a member ends or is late
     */
    public List<String> await(String keyword, Duration timeout) throws InterruptedException {
        long startNs = System.nanoTime();
        @Nullable String[] answers = new @Nullable String[members.size()];
        for (int missing = members.size(); missing > 0; missing--) {
            long leftNs = timeout.toNanos() - (System.nanoTime() - startNs);
            MemberProcess.Event event = events.poll(Math.max(0, leftNs), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw late(Arrays.asList(answers).indexOf(null), keyword, timeout);
            }
            if (event.isEnd() || !event.words().startsWith(keyword)) {
                throw ended(event.member(), "before it was " + keyword);
            }
            answers[event.member()] = event.words().substring(keyword.length()).trim();
        }
        return List.of(Arrays.copyOf(answers, answers.length, String[].class));
    }

    /**
     * Tells all members to leave and waits until they have.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if one cannot
     */
    public void dismiss() throws InterruptedException {
        tell("leave");
        for (int member = 0; member < members.size(); member++) {
            MemberProcess process = members.get(member);
            if (!process.awaitEnd(LEAVE_TIMEOUT)) {
                throw late(member, "gone", LEAVE_TIMEOUT);
            }
            if (!process.hasEndedWell()) {
                throw ended(member, "while leaving");
            }
        }
    }

    private MemberFailed late(int member, String keyword, Duration timeout) throws InterruptedException {
        return new MemberFailed(name + " member " + member + " was not " + keyword + " within " + timeout.toSeconds()
                + " s: " + members.get(member).obituary());
    }

    private MemberFailed ended(int member, String when) throws InterruptedException {
        return new MemberFailed(name + " member " + member + " failed " + when + ": "
                + members.get(member).obituary());
    }

    /** Hangs up, which ends members that can still do something about it, and kills the others. */
    @Override
    public void close() {
        members.forEach(MemberProcess::hangUp);
        long deadlineNs = System.nanoTime() + LEAVE_TIMEOUT.toNanos();
        try {
            for (MemberProcess member : members) {
                member.awaitEnd(Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            members.forEach(MemberProcess::kill);
        }
    }
}
