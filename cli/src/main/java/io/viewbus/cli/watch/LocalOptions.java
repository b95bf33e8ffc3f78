/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.aeron.LocalMembers;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which members of this machine are meant. */
final class LocalOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "${env:VIEWBUS_CLUSTER}",
            description = "Only members of this cluster (VIEWBUS_CLUSTER); of all by default.")
    private @Nullable String cluster;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "Where members keep their buffers, if not in /dev/shm or where -Dviewbus.dir says.")
    private @Nullable Path directory;

    /** Makes what sees the members that are meant. */
    Supplier<List<LocalMember>> members() {
        LocalMembers all = all();
        String wanted = requireCluster();
        return () -> all.look().stream()
                .filter(member -> wanted == null || member.cluster().equals(wanted))
                .toList();
    }

    Lookout lookout() {
        return new Lookout(members(), System::nanoTime, System::currentTimeMillis);
    }

    /** Says whom it sees. */
    String describe() {
        return (cluster == null ? "" : "of cluster \"" + cluster + "\" ") + "below " + all();
    }

    /** Returns the cluster that is meant, null for all. */
    @Nullable
    String requireCluster() {
        try {
            return cluster == null ? null : Member.requireName("cluster name", cluster);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private LocalMembers all() {
        try {
            return directory == null ? LocalMembers.inDefaultDirectory() : LocalMembers.in(directory);
        } catch (ClusterException.Environment e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    /** Checks a number of seconds. */
    static long requireNs(CommandSpec command, String option, int seconds, int least, int most) {
        if (seconds < least || seconds > most) {
            throw new ParameterException(
                    command.commandLine(), option + " must be " + least + " to " + most + ", not " + seconds);
        }
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
