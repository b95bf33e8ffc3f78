/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.function.Function;

/**
 * What a member does that comes and goes as often as it is told to, and only listens:
 *
 * <pre>
 *                            ready
 *                        come
 *                            coming NANOS, the time before it joined
 * join                       here
 *                        go
 *                            going NANOS, the time before it left
 * leave                      gone
 *                        leave
 * </pre>
 */
final class GuestScript {

    private final MemberTask task;
    private final Function<Setup, Contender> system;
    private final ParentLine parent;

    GuestScript(MemberTask task, Function<Setup, Contender> system, ParentLine parent) {
        this.task = task;
        this.system = system;
        this.parent = parent;
    }

    void play() throws InterruptedException {
        parent.say("ready");
        String words = parent.next();
        while (words.startsWith("come")) {
            visit();
            words = parent.next();
        }
        ParentLine.require("leave", words);
    }

    private void visit() throws InterruptedException {
        Setup setup = Setup.ofListener(task);
        try (Contender contender = system.apply(setup)) {
            parent.say("coming " + System.nanoTime());
            contender.join(MemberScript.JOIN_TIMEOUT);
            parent.say("here");
            parent.next("go");
            setup.ledger().requireSound();
            parent.say("going " + System.nanoTime());
        }
        parent.say("gone");
    }
}
