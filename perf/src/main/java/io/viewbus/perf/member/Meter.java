/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Looks at a ledger once a second. */
final class Meter {

    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final MemberTask task;
    private final Ledger ledger;

    Meter(MemberTask task, Ledger ledger) {
        this.task = task;
        this.ledger = ledger;
    }

    /**
     * What was delivered here in a time.
     *
     * @param lanes how many messages of the n-th sender of all members
     * @param durationNs how long that was
     * @param allocated how many bytes all threads of the system allocated
     * @param cpuNs how long this process and those that it started had a core, the compilers and the collector of the JVM included
     * @param fairness for each second the messages of the member that got fewest through, as a part of those of the one with most
     */
    record Reading(long[] lanes, long durationNs, long allocated, long cpuNs, List<Double> fairness) {

        /** The figures for the parent, their names beginning with a prefix. */
        String words(String prefix) {
            StringBuilder text = new StringBuilder();
            long sum = 0;
            for (int lane = 0; lane < lanes.length; lane++) {
                sum += lanes[lane];
                text.append(' ')
                        .append(prefix)
                        .append("lane")
                        .append(lane)
                        .append('=')
                        .append(lanes[lane]);
            }
            String seconds = fairness.stream().map(String::valueOf).collect(Collectors.joining(","));
            return prefix + "messages=" + sum + " " + prefix + "nanos=" + durationNs + " " + prefix + "allocated="
                    + allocated + " " + prefix + "cpu=" + cpuNs + " " + prefix + "fairness=" + seconds + text;
        }
    }

    Reading measure(Duration duration) throws InterruptedException {
        List<Double> fairness = new ArrayList<>();
        Allocation allocation = new Allocation();
        long[] first = ledger.deliveredBySender();
        long cpuNs = cpuNs();
        long startNs = System.nanoTime();
        long[] before = first;
        for (long leftNs = duration.toNanos(); leftNs > 0; leftNs = duration.toNanos() - elapsedNs(startNs)) {
            ledger.pass(Duration.ofNanos(Math.min(leftNs, SECOND_NS)));
            long[] now = ledger.deliveredBySender();
            if (leftNs > SECOND_NS / 2) {
                fairness.add(fairness(byMember(before, now)));
            }
            before = now;
        }
        long durationNs = elapsedNs(startNs);
        long[] lanes = byLane(first, ledger.deliveredBySender());
        cpuNs = cpuNs() - cpuNs;
        return new Reading(lanes, durationNs, allocation.bytes(), cpuNs, fairness);
    }

    /** A system that runs in processes beside the member has to count them. */
    private static long cpuNs() {
        return PROCESS.getProcessCpuTime()
                + ProcessHandle.current()
                        .descendants()
                        .flatMap(process -> process.info().totalCpuDuration().stream())
                        .mapToLong(Duration::toNanos)
                        .sum();
    }

    private static long elapsedNs(long startNs) {
        return System.nanoTime() - startNs;
    }

    private long[] byMember(long[] before, long[] after) {
        long[] sums = new long[task.members()];
        for (int sender = 0; sender < task.members() * task.lanes(); sender++) {
            sums[task.memberOf(sender)] += after[sender] - before[sender];
        }
        return sums;
    }

    private long[] byLane(long[] before, long[] after) {
        long[] sums = new long[task.lanes()];
        for (int sender = 0; sender < after.length; sender++) {
            sums[sender % task.lanes()] += after[sender] - before[sender];
        }
        return sums;
    }

    private static double fairness(long[] counts) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (long count : counts) {
            least = Math.min(least, count);
            most = Math.max(most, count);
        }
        return most == 0 ? 0 : (double) least / most;
    }
}
