/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What every member does while nobody comes or goes, whatever the system. At each step it tells the parent and waits until all others
 * are as far:
 *
 * <pre>
 * join                       ready
 *                        go
 * warm up, measure, stop     measured FIGURES sent=TARGETS
 *                        drain TARGETS
 * deliver all of them        done digest=DIGEST HISTOGRAMS
 *                        leave
 * </pre>
 */
public final class MemberScript {

    /** How long joining may take. */
    public static final Duration JOIN_TIMEOUT = Duration.ofSeconds(40);

    /** How long it may take until all that was published is accepted by everybody, and then delivered. */
    public static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(30);

    /** Longer than the slowest other member may need for a step. */
    static final Duration OTHERS_TIMEOUT = JOIN_TIMEOUT.plus(DRAIN_TIMEOUT);

    /** How long a subscriber is slow before that is measured. */
    private static final Duration SLOWING = Duration.ofSeconds(1);

    private final Setup setup;
    private final Contender contender;
    private final ParentLine parent;

    MemberScript(Setup setup, Contender contender, ParentLine parent) {
        this.setup = setup;
        this.contender = contender;
        this.parent = parent;
    }

    /** Plays it from beginning to end. */
    void play() throws InterruptedException {
        contender.join(JOIN_TIMEOUT);
        parent.say("ready");
        parent.await("go", OTHERS_TIMEOUT);
        measure();
        drain(Targets.parse(parent.await("drain", OTHERS_TIMEOUT)));
        parent.await("leave", OTHERS_TIMEOUT);
    }

    private void measure() throws InterruptedException {
        startLoads(setup);
        contender.start();
        Duration warmup = setup.task().warmup();
        new WarmUp(setup.ledger()).await(warmup);
        parent.say("warm");
        parent.await("count", OTHERS_TIMEOUT.plus(warmup.multipliedBy(WarmUp.MOST)));
        setup.loads().forEach(Load::startAnew);
        String figures = measureFor(setup.task().duration(), "");
        if (setup.task().scenario() == Scenario.SLOW) {
            setup.throttle().engage(setup.task().slowRate());
            setup.ledger().pass(SLOWING);
            figures += " " + measureFor(setup.task().duration(), "slow");
        }
        parent.say("measured " + figures + " sent=" + stopLoads(setup, contender));
    }

    private String measureFor(Duration duration, String prefix) throws InterruptedException {
        long nowNs = System.nanoTime();
        setup.ledger().delays().count(nowNs, nowNs + duration.toNanos());
        return new Meter(setup.task(), setup.ledger()).measure(duration).words(prefix);
    }

    /** Spreads the schedules of all senders over a period. */
    static void startLoads(Setup setup) {
        int senders = setup.task().members() * setup.task().lanes();
        long periodNs = setup.task().rate() == 0
                ? 0
                : TimeUnit.SECONDS.toNanos(1)
                        * setup.task().lanes()
                        / setup.task().rate();
        setup.loads().forEach(load -> load.start(periodNs * load.sender() / senders));
    }

    /** Returns what was sent in all. */
    static Targets stopLoads(Setup setup, Contender contender) throws InterruptedException {
        setup.loads().forEach(Load::stop);
        setup.throttle().lift();
        contender.stop(DRAIN_TIMEOUT);
        setup.ledger().requireSound();
        Map<Integer, Long> sent = new TreeMap<>();
        setup.loads().forEach(load -> sent.put(load.sender(), load.count()));
        return new Targets(sent);
    }

    private void drain(Targets targets) throws InterruptedException {
        Ledger ledger = setup.ledger();
        ledger.awaitDelivered(targets, DRAIN_TIMEOUT);
        parent.say("done digest=" + Long.toHexString(ledger.digest()) + histograms());
    }

    private String histograms() {
        if (setup.task().rate() == 0) {
            return "";
        }
        Delays delays = setup.ledger().delays();
        return " own=" + Histograms.encode(delays.own())
                + " others=" + Histograms.encode(delays.others())
                + " blocked=" + Histograms.encode(sumOfBlocked(setup.loads()));
    }

    static Histogram sumOfBlocked(List<Load> loads) {
        Histogram sum = new Histogram(3);
        loads.forEach(load -> sum.add(load.blocked()));
        return sum;
    }
}
