/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.aeron.AeronTransport;
import io.viewbus.cli.ShutdownHook;
import io.viewbus.cli.TrackedTransport;
import io.viewbus.membership.ViewService;
import io.viewbus.view.ClusterException;
import io.viewbus.view.ClusterException.JoinFailed;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The running members of the demo. They end with it, however it ends. */
final class DemoCluster implements AutoCloseable {

    private static final Duration ORPHANS_END = Duration.ofSeconds(3);
    private static final Duration AN_ANSWER_TAKES = Duration.ofMillis(300);

    private final DemoPlan plan;
    private final Board board;
    private final MemberLauncher launcher;
    private final Map<String, MemberProcess> processes = new LinkedHashMap<>();
    private volatile boolean mayHaveLeftFiles;
    private final ShutdownHook hook = ShutdownHook.install(this::endAll);

    private DemoCluster(DemoPlan plan, Board board, MemberLauncher launcher) {
        this.plan = plan;
        this.board = board;
        this.launcher = launcher;
    }

    /** Makes a cluster of no members yet; more options are given to each. */
    static DemoCluster create(DemoPlan plan, Board board, boolean showErrors, List<String> moreOptions) {
        return new DemoCluster(plan, board, new MemberLauncher(plan, showErrors, moreOptions));
    }

    /** Starts a member; the first founds the cluster. */
    synchronized void start(String name) throws DemoFailure {
        mayHaveLeftFiles = true;
        processes.put(name, MemberProcess.start(launcher, name, processes.isEmpty(), board));
    }

    /** Kills a member with SIGKILL. */
    void kill(String name) {
        board.become(name, MemberState.KILLED);
        process(name).kill();
    }

    /** Asks a member to leave gracefully. */
    void leave(String name) {
        board.become(name, MemberState.LEAVING);
        process(name).leave();
    }

    private synchronized MemberProcess process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    /** Asks whether anybody is still there. Opening a transport also removes the files of those that were killed. */
    boolean answers() {
        int colon = plan.address().indexOf(':');
        TrackedTransport transport = new TrackedTransport(AeronTransport.multicast(
                plan.address().substring(0, colon),
                Integer.parseInt(plan.address().substring(colon + 1))));
        try {
            mayHaveLeftFiles = false;
            ViewService service = ViewService.create().cluster(plan.cluster()).transport(transport);
            return service.observe(false, AN_ANSWER_TAKES).blockLast() != null;
        } catch (JoinFailed nobody) {
            return false;
        } finally {
            transport.awaitReleased();
        }
    }

    @Override
    public void close() {
        endAll();
        hook.remove();
    }

    private synchronized void endAll() {
        board.close();
        processes.values().forEach(MemberProcess::orphan);
        processes.values().forEach(process -> process.awaitEnd(ORPHANS_END));
        processes.clear();
        removeFiles();
    }

    /** Whoever was killed left its files in shared memory. */
    private void removeFiles() {
        try {
            if (mayHaveLeftFiles) {
                answers();
            }
        } catch (ClusterException e) {
            // Where nothing can be opened nothing was left, or the next member on this machine removes it.
        }
    }
}
