/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.jspecify.annotations.Nullable;

/**
 * The watch over one process: a connection to its port. When it is closed, another one tells why: refused, or answered by somebody
 * else, the process is gone; otherwise something between the two closed it. Only of a process that was met before. A process of the
 * same machine is looked at besides: its end is seen there before it closes anything.
 */
final class ProcessWatch implements TcpLiveness.Ready, AutoCloseable {

    /**
     * After this an attempt is given up: the host is away, which silence has to tell. Shorter than any system's own patience, so
     * that a failure within it can only be a refusal.
     */
    private static final long ATTEMPT_NS = TimeUnit.SECONDS.toNanos(2);

    private static final long SHORTEST_DELAY_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_DELAY_NS = TimeUnit.SECONDS.toNanos(1);
    /** A connection that lasted so long makes up for all that were closed before. */
    private static final long STEADY_NS = TimeUnit.SECONDS.toNanos(10);

    private final Incarnation process;
    private final InetSocketAddress address;
    private final Supplier<Optional<LocalProcess>> finder;
    private final Selector selector;
    private final ByteBuffer scratch;
    private final ByteBuffer greeting = ByteBuffer.allocate(2 * Long.BYTES);
    private @Nullable SocketChannel channel;
    private long sinceNs;
    private long retryNs;
    private long delayNs;
    private boolean met;
    private @Nullable LocalProcess local;
    private boolean ending;
    private boolean gone;

    ProcessWatch(
            Incarnation process,
            InetSocketAddress address,
            Supplier<Optional<LocalProcess>> finder,
            Selector selector,
            ByteBuffer scratch,
            long nowNs) {
        this.process = process;
        this.address = address;
        this.finder = finder;
        this.selector = selector;
        this.scratch = scratch;
        retryNs = nowNs;
    }

    Incarnation process() {
        return process;
    }

    boolean isGone() {
        return gone;
    }

    /** Tells once whether it was seen to end. The connection stays: should it have been an error, that will tell. */
    boolean takeEnding() {
        boolean news = ending;
        ending = false;
        return news;
    }

    /** Connects when it is time to, and gives up what takes too long; returns how much was done. */
    int turn(long nowNs) {
        LocalProcess seen = local;
        if (seen != null && seen.isEnding()) {
            ending = true;
            forgetLocal();
        }
        return turnConnection(nowNs);
    }

    private int turnConnection(long nowNs) {
        SocketChannel present = channel;
        if (present == null) {
            if (gone || nowNs - retryNs < 0) {
                return 0;
            }
            connect(nowNs);
            return 1;
        }
        if (!present.isConnected() && nowNs - sinceNs > ATTEMPT_NS) {
            retryLater(nowNs);
        }
        return 0;
    }

    private void connect(long nowNs) {
        sinceNs = nowNs;
        greeting.clear();
        try {
            SocketChannel opened = SocketChannel.open();
            channel = opened;
            opened.configureBlocking(false);
            boolean connected = opened.connect(address);
            opened.register(selector, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, this);
        } catch (ConnectException e) {
            onRefused(nowNs);
        } catch (IOException e) {
            retryLater(nowNs);
        }
    }

    @Override
    public void onReady(SelectionKey key, long nowNs) {
        SocketChannel present = channel;
        if (present == null) {
            return;
        }
        try {
            if (key.isConnectable()) {
                if (present.finishConnect()) {
                    key.interestOps(SelectionKey.OP_READ);
                }
            } else {
                read(present, nowNs);
            }
        } catch (ConnectException e) {
            onRefused(nowNs);
        } catch (IOException e) {
            onClosed(nowNs);
        }
    }

    private void read(SocketChannel from, long nowNs) throws IOException {
        scratch.clear();
        if (from.read(scratch) < 0) {
            onClosed(nowNs);
            return;
        }
        scratch.flip();
        while (greeting.hasRemaining() && scratch.hasRemaining()) {
            greeting.put(scratch.get());
            if (!greeting.hasRemaining()) {
                onGreeting(nowNs);
            }
        }
    }

    private void onGreeting(long nowNs) {
        boolean same = greeting.getLong(0) == process.high() && greeting.getLong(Long.BYTES) == process.low();
        if (same) {
            met = true;
            forgetLocal();
            local = finder.get().orElse(null);
        } else {
            onRefused(nowNs);
        }
    }

    /** Nobody listens there, or somebody else. A process that was never met may be behind something that answers for it. */
    private void onRefused(long nowNs) {
        if (met) {
            gone = true;
            close();
        } else {
            retryLater(nowNs);
        }
    }

    private void onClosed(long nowNs) {
        if (nowNs - sinceNs > STEADY_NS) {
            delayNs = 0;
        }
        retryLater(nowNs);
    }

    private void retryLater(long nowNs) {
        disconnect();
        retryNs = nowNs + delayNs;
        delayNs = Math.max(SHORTEST_DELAY_NS, Math.min(2 * delayNs, LONGEST_DELAY_NS));
    }

    private void disconnect() {
        CloseHelper.quietClose(channel);
        channel = null;
    }

    private void forgetLocal() {
        CloseHelper.quietClose(local);
        local = null;
    }

    @Override
    public void close() {
        disconnect();
        forgetLocal();
    }
}
