/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.spi.transport.Liveness;
import io.viewbus.spi.transport.LivenessHandler;
import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.agrona.CloseHelper;
import org.agrona.concurrent.NanoClock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TCP connections on which nothing is said, because the kernel closes them when their process ends, however it ends. Polled like
 * everything else of a session, and without threads; a turn in which nothing happens is one call to the kernel in a millisecond, and
 * one more for each process of this machine that is watched.
 */
final class TcpLiveness implements Liveness, AutoCloseable {

    /** As many as the largest cluster has members. */
    static final int MAX_WATCHED = 64;

    private static final Logger LOG = LoggerFactory.getLogger(TcpLiveness.class);
    private static final long TURN_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int SCRATCH_BYTES = 64;

    private final InetAddress here;
    private final Path directories;
    private final Selector selector;
    private final @Nullable LivenessPort port;
    private final LivenessHandler handler;
    private final NanoClock clock;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final List<ProcessWatch> watches = new ArrayList<>();
    private long turnedNs;
    private boolean isClosed;

    private TcpLiveness(
            InetAddress here,
            Path directories,
            Selector selector,
            @Nullable LivenessPort port,
            LivenessHandler handler,
            NanoClock clock) {
        this.here = here;
        this.directories = directories;
        this.selector = selector;
        this.port = port;
        this.handler = handler;
        this.clock = clock;
        turnedNs = clock.nanoTime() - TURN_NS;
    }

    /**
     * Opens a port on an address of this machine; without it others cannot watch this process, and nothing else is wrong.
     *
     * @param directories where the members of this machine have their directories
     */
    static TcpLiveness open(
            Incarnation self, InetAddress here, Path directories, LivenessHandler handler, NanoClock clock)
            throws IOException {
        Selector selector = Selector.open();
        LivenessPort port = null;
        try {
            port = LivenessPort.open(self, here, selector);
        } catch (IOException e) {
            LOG.warn(
                    "No TCP port can be opened on {}, so a crash of this process is found by its silence: {}", here, e);
        }
        return new TcpLiveness(here, directories, selector, port, handler, clock);
    }

    @Override
    public byte[] address() {
        return port == null ? new byte[0] : LivenessAddress.encode(here, port.number());
    }

    @Override
    public void watch(Incarnation process, byte[] address) {
        InetSocketAddress there = LivenessAddress.decode(address, here);
        if (there != null && !isClosed && watches.size() < MAX_WATCHED && indexOf(process) < 0) {
            watches.add(new ProcessWatch(
                    process, there, () -> localProcess(process, there), selector, scratch, clock.nanoTime()));
        }
    }

    private Optional<LocalProcess> localProcess(Incarnation process, InetSocketAddress there) {
        return there.getAddress().equals(here) ? LocalProcess.find(directories, process) : Optional.empty();
    }

    @Override
    public void unwatch(Incarnation process) {
        int index = indexOf(process);
        if (index >= 0) {
            watches.remove(index).close();
        }
    }

    private int indexOf(Incarnation process) {
        for (int i = 0; i < watches.size(); i++) {
            if (watches.get(i).process().equals(process)) {
                return i;
            }
        }
        return -1;
    }

    /** Takes note of what happened, and tells who is gone. */
    int poll() {
        long nowNs = clock.nanoTime();
        if (isClosed || nowNs - turnedNs < TURN_NS) {
            return 0;
        }
        turnedNs = nowNs;
        int work = select(nowNs);
        for (int i = 0; i < watches.size(); i++) {
            work += watches.get(i).turn(nowNs);
        }
        tellOfTheGone();
        return work;
    }

    private int select(long nowNs) {
        try {
            if (selector.selectNow() == 0) {
                return 0;
            }
        } catch (IOException e) {
            LOG.warn("Processes are watched no more, so crashes are found by silence: {}", e.toString());
            close();
            return 0;
        }
        Set<SelectionKey> ready = selector.selectedKeys();
        for (SelectionKey key : ready) {
            if (key.isValid() && key.attachment() instanceof Ready waiting) {
                waiting.onReady(key, nowNs);
            }
        }
        int count = ready.size();
        ready.clear();
        return count;
    }

    /** The handler may do with the watches what it likes. */
    private void tellOfTheGone() {
        for (int i = watches.size() - 1; i >= 0 && i < watches.size(); i--) {
            ProcessWatch watch = watches.get(i);
            if (watch.isGone()) {
                watches.remove(i).close();
                handler.onGone(watch.process());
            } else if (watch.takeEnding()) {
                handler.onGone(watch.process());
            }
        }
    }

    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            CloseHelper.quietCloseAll(watches);
            watches.clear();
            CloseHelper.quietCloseAll(port, selector);
        }
    }

    /** Something that waits for its channel. */
    interface Ready {

        /**
         * Its channel can go on.
         *
         * @param key says how
         * @param nowNs the time
         */
        void onReady(SelectionKey key, long nowNs);
    }
}
