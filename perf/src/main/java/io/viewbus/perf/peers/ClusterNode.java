/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ClusteredMediaDriver;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronException;
import io.viewbus.perf.member.MemberTask;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.IoUtil;

/**
 * One node of Aeron Cluster with its driver, archive, consensus module and service: shared threads, datagrams of 8 KiB, the log in
 * memory if the machine offers that.
 */
final class ClusterNode implements AutoCloseable {

    private static final int MTU = 8 * 1024;
    private static final int ENDPOINTS = 5;
    private static final String ANY_PORT = "aeron:udp?endpoint=127.0.0.1:0";
    private static final String INGRESS = "aeron:udp?term-length=16m|mtu=" + MTU;

    private final Path base;
    private final Path driverDirectory;
    private final MemberTask task;
    private final ErrorHandler errors;
    private final ClusteredMediaDriver driver;
    private final ClusteredServiceContainer container;

    /** Starts a node. Its warnings, as while an election goes on, are no failures. */
    ClusterNode(MemberTask task, ErrorHandler failures) {
        this.task = task;
        this.errors = error -> {
            if (!(error instanceof AeronException known) || known.category() != AeronException.Category.WARN) {
                failures.onError(error);
            }
        };
        this.base = AeronDirectory.claim();
        this.driverDirectory = base.resolve("driver");
        AeronArchive.Context archive = archiveClient();
        this.driver = ClusteredMediaDriver.launch(driver(), archive(archive), consensus(archive.clone()));
        this.container = launchContainer(archive.clone());
    }

    private ClusteredServiceContainer launchContainer(AeronArchive.Context archive) {
        try {
            return ClusteredServiceContainer.launch(new ClusteredServiceContainer.Context()
                    .aeronDirectoryName(driverDirectory.toString())
                    .archiveContext(archive)
                    .clusterDir(base.resolve("cluster").toFile())
                    .clusteredService(new EchoToAll())
                    .errorHandler(errors));
        } catch (RuntimeException | Error e) {
            CloseHelper.quietClose(driver);
            throw e;
        }
    }

    private MediaDriver.Context driver() {
        MediaDriver.Context context = new MediaDriver.Context()
                .threadingMode(ThreadingMode.SHARED)
                .mtuLength(MTU)
                .termBufferSparseFile(true)
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .errorHandler(errors)
                .clientLivenessTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .publicationUnblockTimeoutNs(TimeUnit.SECONDS.toNanos(61));
        context.driverTimeoutMs(TimeUnit.SECONDS.toMillis(60));
        context.aeronDirectoryName(driverDirectory.toString());
        return context;
    }

    private Archive.Context archive(AeronArchive.Context client) {
        return new Archive.Context()
                .aeronDirectoryName(driverDirectory.toString())
                .archiveDir(base.resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint=" + endpoint(task.index(), 4))
                .localControlChannel(client.controlRequestChannel())
                .localControlStreamId(client.controlRequestStreamId())
                .replicationChannel(ANY_PORT)
                .recordingEventsEnabled(false)
                .threadingMode(ArchiveThreadingMode.SHARED)
                .errorHandler(errors);
    }

    private AeronArchive.Context archiveClient() {
        return new AeronArchive.Context()
                .aeronDirectoryName(driverDirectory.toString())
                .controlRequestChannel(CommonContext.IPC_CHANNEL)
                .controlResponseChannel(CommonContext.IPC_CHANNEL);
    }

    private ConsensusModule.Context consensus(AeronArchive.Context archive) {
        return new ConsensusModule.Context()
                .aeronDirectoryName(driverDirectory.toString())
                .clusterMemberId(task.index())
                .clusterMembers(members())
                .clusterDir(base.resolve("cluster").toFile())
                .ingressChannel(INGRESS)
                .replicationChannel(ANY_PORT)
                .archiveContext(archive)
                .sessionTimeoutNs(TimeUnit.SECONDS.toNanos(60))
                .errorHandler(errors);
    }

    /** For each node its addresses for clients, consensus, log, catch-up and archive. */
    private String members() {
        return IntStream.range(0, task.members())
                .mapToObj(node -> node + ","
                        + IntStream.range(0, ENDPOINTS)
                                .mapToObj(which -> endpoint(node, which))
                                .collect(Collectors.joining(",")))
                .collect(Collectors.joining("|"));
    }

    private String endpoint(int node, int which) {
        return "127.0.0.1:" + (task.place().port() + node * ENDPOINTS + which);
    }

    String ingressChannel() {
        return INGRESS;
    }

    /** Where clients reach the nodes. */
    String ingressEndpoints() {
        return IntStream.range(0, task.members())
                .mapToObj(node -> node + "=" + endpoint(node, 0))
                .collect(Collectors.joining(","));
    }

    String driverDirectory() {
        return driverDirectory.toString();
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(container, driver);
        IoUtil.delete(base.toFile(), true);
    }
}
