/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The member processes of one round, in step with each other. Closing it leaves none running. Used by one thread. */
public final class Crew implements AutoCloseable {

    private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration HANG_UP_TIMEOUT = Duration.ofSeconds(15);

    private final String name;
    private final BlockingQueue<Said> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Said> sightings = new LinkedBlockingQueue<>();
    private final List<MemberProcess> members = new ArrayList<>();
    private final Deque<Said> earlier = new ArrayDeque<>();
    private final TreeSet<Integer> present = new TreeSet<>();

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
            commands.forEach(crew::add);
            return crew;
        } catch (RuntimeException | Error e) {
            crew.close();
            throw e;
        }
    }

    /**
     * Starts one more member.
     *
     * @param command its command line
     * @return its number: one more than that of the last
     */
    public int add(List<String> command) {
        int member = members.size();
        members.add(MemberProcess.start(member, command, events, sightings));
        present.add(member);
        return member;
    }

    /**
     * Says something to every member.
     *
     * @param words what to say
     */
    public void tell(String words) {
        present.forEach(member -> tell(member, words));
    }

    /**
     * Says something to one member.
     *
     * @param member its number
     * @param words what to say
     */
    public void tell(int member, String words) {
        members.get(member).tell(words);
    }

    /**
     * Waits until every member has said a keyword.
     *
     * @param keyword the first word
     * @param timeout how long to wait for all of them
     * @return what each member said after it, in the sequence of their numbers
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if a member ends or is late
     */
    public List<String> await(String keyword, Duration timeout) throws InterruptedException {
        return List.copyOf(await(new TreeSet<>(present), keyword, timeout).values());
    }

    /**
     * Waits until one member has said a keyword.
     *
     * @param member its number
     * @param keyword the first word
     * @param timeout how long to wait
     * @return what it said after it
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if a member ends or this one is late
     */
    public String await(int member, String keyword, Duration timeout) throws InterruptedException {
        return await(new TreeSet<>(List.of(member)), keyword, timeout).getOrDefault(member, "");
    }

    private Map<Integer, String> await(NavigableSet<Integer> missing, String keyword, Duration timeout)
            throws InterruptedException {
        long startNs = System.nanoTime();
        Map<Integer, String> answers = new TreeMap<>();
        while (!missing.isEmpty()) {
            long leftNs = timeout.toNanos() - (System.nanoTime() - startNs);
            Said said = next(missing, leftNs);
            if (said == null) {
                throw late(missing.first(), "not " + keyword, timeout);
            }
            if (!present.contains(said.member())) {
                continue;
            }
            if (!said.words().startsWith(keyword) || !missing.remove(said.member())) {
                throw failed(said.member(), "before it was " + keyword);
            }
            answers.put(said.member(), said.words().substring(keyword.length()).trim());
        }
        return answers;
    }

    /** Takes what one of these members said, or what it said while another one was waited for. */
    private @Nullable Said next(NavigableSet<Integer> members, long waitNs) throws InterruptedException {
        for (Said early : earlier) {
            if (members.contains(early.member())) {
                earlier.remove(early);
                return early;
            }
        }
        long endNs = System.nanoTime() + waitNs;
        Said said = events.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
        while (said != null && !said.isEnd() && !members.contains(said.member())) {
            earlier.add(said);
            said = events.poll(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return said;
    }

    /**
     * Waits for the next view that a member tells of.
     *
     * @param timeout how long to wait
     * @return who said what; empty if nobody said anything in time
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if a member ended
     */
    public Optional<Said> sighting(Duration timeout) throws InterruptedException {
        long endNs = System.nanoTime() + timeout.toNanos();
        Said said = sightings.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        while (said != null && said.isEnd()) {
            if (present.contains(said.member())) {
                throw failed(said.member(), "while others came and went");
            }
            said = sightings.poll(Math.max(0, endNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        return Optional.ofNullable(said);
    }

    /**
     * Tells who is there.
     *
     * @return the numbers of the members, ascending
     */
    public List<Integer> present() {
        return List.copyOf(present);
    }

    /**
     * Kills a member, as {@code kill -9} does; nothing is expected of it any more.
     *
     * @param member its number
     */
    public void kill(int member) {
        present.remove(member);
        members.get(member).kill();
    }

    /**
     * Stops a member in its tracks, as {@code kill -STOP} does; nothing is expected of it any more.
     *
     * @param member its number
     * @throws InterruptedException if the thread is interrupted
     */
    public void pause(int member) throws InterruptedException {
        present.remove(member);
        members.get(member).pause();
    }

    /**
     * Tells all members to leave and waits until they have.
     *
     * @throws InterruptedException if the thread is interrupted
     * @throws MemberFailed if one cannot
     */
    public void dismiss() throws InterruptedException {
        List<Integer> leaving = List.copyOf(present);
        tell("leave");
        for (int member : leaving) {
            MemberProcess process = members.get(member);
            if (!process.awaitEnd(LEAVE_TIMEOUT)) {
                throw late(member, "still there", LEAVE_TIMEOUT);
            }
            if (!process.hasEndedWell()) {
                throw failed(member, "while leaving");
            }
        }
    }

    private MemberFailed late(int member, String state, Duration timeout) throws InterruptedException {
        return new MemberLate(name + " member " + member + " was " + state + " after " + timeout.toSeconds() + " s: "
                + obituaries(member));
    }

    private MemberFailed failed(int member, String when) throws InterruptedException {
        return new MemberFailed(name + " member " + member + " failed " + when + ": " + obituaries(member));
    }

    /** Tells how a member ended and what it said last; and the others that said something, which may be the cause. */
    private String obituaries(int failed) throws InterruptedException {
        StringBuilder text = new StringBuilder(members.get(failed).obituary());
        for (int member = 0; member < members.size(); member++) {
            String lines = member == failed ? "" : members.get(member).lastLines();
            if (!lines.isEmpty()) {
                text.append(System.lineSeparator())
                        .append("  member ")
                        .append(member)
                        .append(" said:")
                        .append(lines);
            }
        }
        return text.toString();
    }

    /** Hangs up, which ends members that can still do something about it, and kills the others. */
    @Override
    public void close() {
        members.forEach(MemberProcess::hangUp);
        long deadlineNs = System.nanoTime() + HANG_UP_TIMEOUT.toNanos();
        try {
            for (int member : present) {
                members.get(member).awaitEnd(Duration.ofNanos(Math.max(0, deadlineNs - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            members.forEach(MemberProcess::kill);
        }
    }
}
