/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.Locale;

/**
 * What a part of a scale run cost.
 *
 * @param name what happened in it
 * @param views how many views were installed
 * @param messages how many messages were published
 * @param controlBytes how much members sent on their control streams
 * @param virtualNs how long it took the cluster
 * @param wallNs how long it took the simulator
 * @param cpuNs how long its thread was running for that
 */
record ScalePhase(String name, int views, long messages, long controlBytes, long virtualNs, long wallNs, long cpuNs) {

    static final String HEADER = String.format(
            Locale.ROOT,
            "%-8s %6s %9s %12s %10s %9s %7s %7s",
            "phase",
            "views",
            "messages",
            "control KiB",
            "virtual s",
            "wall s",
            "x wall",
            "x CPU");

    ScalePhase plus(ScalePhase other) {
        return new ScalePhase(
                name,
                views + other.views,
                messages + other.messages,
                controlBytes + other.controlBytes,
                virtualNs + other.virtualNs,
                wallNs + other.wallNs,
                cpuNs + other.cpuNs);
    }

    ScalePhase named(String other) {
        return new ScalePhase(other, views, messages, controlBytes, virtualNs, wallNs, cpuNs);
    }

    /** Returns by how much the simulation was faster than the real time, had the thread had a core for itself. */
    double speed() {
        return virtualNs / (double) Math.max(1, cpuNs);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%-8s %6d %9d %12d %10.2f %9.2f %7.1f %7.1f",
                name,
                views,
                messages,
                controlBytes >> 10,
                virtualNs / 1e9,
                wallNs / 1e9,
                virtualNs / (double) Math.max(1, wallNs),
                speed());
    }

    /** Reads what a script has cost since this was made. */
    static final class Meter {
        private final ScriptedCluster script;
        private final ScalePhase start;

        Meter(String name, ScriptedCluster script) {
            this.script = script;
            start = now(name);
        }

        ScalePhase read() {
            ScalePhase end = now(start.name);
            return new ScalePhase(
                    start.name,
                    end.views - start.views,
                    end.messages - start.messages,
                    end.controlBytes - start.controlBytes,
                    end.virtualNs - start.virtualNs,
                    end.wallNs - start.wallNs,
                    end.cpuNs - start.cpuNs);
        }

        private ScalePhase now(String name) {
            return new ScalePhase(
                    name,
                    script.views(),
                    script.cluster().published(),
                    script.traffic().bytes(),
                    script.time().nanoTime(),
                    System.nanoTime(),
                    SeedRunner.cpuNs());
        }
    }
}
