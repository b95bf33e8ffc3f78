/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

/**
 * What a member does that sends while others come, go and die; it may be killed at any time. Whenever it saw a change of the view it says
 * so, out of step with the others:
 *
 * <pre>
 * join                       ready
 *                        go
 * send, all the time         view SIGHTING, again and again
 *                        warm, or not, if all are
 * run until it is warm       warm
 *                        probe
 *                            probed NANOS: the longest wait of a message since the last probe
 *                        stop
 * stop sending               stopped sent=TARGETS
 *                        drain TARGETS
 * deliver all of them        done digest=DIGEST blocked=HISTOGRAM
 *                        leave
 * </pre>
 */
final class ChangingScript {

    private final Setup setup;
    private final Contender contender;
    private final ParentLine parent;

    ChangingScript(Setup setup, Contender contender, ParentLine parent) {
        this.setup = setup;
        this.contender = contender;
        this.parent = parent;
    }

    void play() throws InterruptedException {
        Thread teller = new Thread(this::tellViews, "view-teller");
        teller.setDaemon(true);
        teller.start();
        contender.join(MemberScript.JOIN_TIMEOUT);
        parent.say("ready");
        parent.await("go", MemberScript.OTHERS_TIMEOUT);
        MemberScript.startLoads(setup);
        contender.start();
        String words = parent.next();
        while (!words.startsWith("stop")) {
            answer(words);
            words = parent.next();
        }
        parent.say("stopped sent=" + MemberScript.stopLoads(setup, contender));
        setup.ledger().awaitDelivered(Targets.parse(parent.next("drain")), MemberScript.DRAIN_TIMEOUT);
        parent.say("done digest=" + Long.toHexString(setup.ledger().digest()) + " blocked="
                + Histograms.encode(MemberScript.sumOfBlocked(setup.loads())));
        parent.next("leave");
    }

    private void answer(String words) throws InterruptedException {
        if (words.startsWith("warm")) {
            new WarmUp(setup.ledger()).await(setup.task().warmup());
            setup.loads().forEach(Load::startAnew);
            parent.say("warm");
        } else {
            ParentLine.require("probe", words);
            setup.ledger().requireSound();
            parent.say("probed " + longestBlockNs());
        }
    }

    private void tellViews() {
        try {
            while (true) {
                parent.say("view " + setup.ledger().views().take().words());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** In a load without a rate nothing is ever due too early, so nothing waits. */
    private long longestBlockNs() {
        return setup.loads().stream().mapToLong(Load::takeLongestBlockNs).max().orElse(0);
    }
}
