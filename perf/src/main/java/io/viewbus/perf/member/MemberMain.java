/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.function.Function;

/** Plays one member of a round from its start to its end. */
public final class MemberMain {

    private MemberMain() {}

    /**
     * Plays a member.
     *
     * @param task what to do
     * @param system makes the contender
     * @param in where the parent speaks
     * @param out where it listens
     * @throws InterruptedException if the thread is interrupted
     */
    public static void play(MemberTask task, Function<Setup, Contender> system, InputStream in, PrintStream out)
            throws InterruptedException {
        ParentLine parent = new ParentLine(in, out);
        if (task.isGuest()) {
            inPeace(new GuestScript(task, system, parent)::play);
            return;
        }
        Setup setup = Setup.ofSender(task);
        try (Contender contender = system.apply(setup)) {
            inPeace(
                    task.scenario() == Scenario.VIEWCHANGE
                            ? new ChangingScript(setup, contender, parent)::play
                            : new MemberScript(setup, contender, parent)::play);
        }
    }

    /** Even an orphan closes in peace: an interrupt would keep it from tidying up. */
    private static void inPeace(Script script) throws InterruptedException {
        try {
            script.play();
        } finally {
            Thread.interrupted();
        }
    }

    @FunctionalInterface
    private interface Script {
        void play() throws InterruptedException;
    }
}
