/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.core.runtime.ViewBus;
import io.viewbus.recording.Recording;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of a command that becomes a member of the cluster. */
public final class MemberOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration UNLIMITED = Duration.ofDays(365);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = "--member",
            paramLabel = "NAME",
            defaultValue = "${env:VIEWBUS_MEMBER}",
            description = "The name of this member, unique in the cluster; COMMAND-PID by default (VIEWBUS_MEMBER).")
    private @Nullable String member;

    @Option(
            names = "--expected-size",
            paramLabel = "N",
            defaultValue = "${env:VIEWBUS_EXPECTED_SIZE:-0}",
            description =
                    "How many members must agree to found the cluster; without it whoever hears no cluster founds one"
                            + " (VIEWBUS_EXPECTED_SIZE).")
    private int expectedSize;

    @Mixin
    private RecordOptions record;

    /**
     * Returns the options that say which cluster is meant.
     *
     * @return the options
     */
    public ClusterOptions cluster() {
        return cluster;
    }

    /** Checks the name of a topic. */
    String topic(String name) {
        return cluster.name("topic name", name);
    }

    /** Checks what joining would check of the options. */
    void check() {
        cluster.name("member name", memberOrDefault());
        config();
    }

    /**
     * Joins the cluster.
     *
     * @return the session; to be closed
     */
    public BusSession connect() {
        TrackedTransport transport = cluster.transport();
        ViewBus bus =
                config().member(cluster.name("member name", memberOrDefault())).transport(transport);
        Recording recording = record.start();
        return BusSession.open(
                recording == null ? bus : bus.trace(recording),
                cluster.cluster(),
                transport,
                expectedSize > 0 ? UNLIMITED : PATIENCE,
                recording == null ? () -> {} : recording::close);
    }

    private ViewBus config() {
        return cluster.check(() -> ViewBus.create().cluster(cluster.cluster()).expectedSize(expectedSize));
    }

    private String memberOrDefault() {
        return member != null
                ? member
                : command.name() + "-" + ProcessHandle.current().pid();
    }
}
