/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.agrona.CloseHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The port at which others watch this process. Tells each visitor who listens here, and then nothing more. */
final class LivenessPort implements TcpLiveness.Ready, AutoCloseable {

    /** Twice the largest cluster, and a few. Beyond it the eldest is sent away: it comes back if it still lives. */
    static final int MAX_VISITORS = 130;

    private static final Logger LOG = LoggerFactory.getLogger(LivenessPort.class);
    private static final int VISITORS_IN_A_TURN = 16;
    private static final int SCRATCH_BYTES = 64;

    private final ServerSocketChannel listener;
    private final int number;
    private final Selector selector;
    private final ByteBuffer greeting;
    private final ByteBuffer scratch = ByteBuffer.allocateDirect(SCRATCH_BYTES);
    private final Deque<Visitor> visitors = new ArrayDeque<>();
    private boolean hasToldOfTrouble;

    private LivenessPort(ServerSocketChannel listener, int number, Selector selector, ByteBuffer greeting) {
        this.listener = listener;
        this.number = number;
        this.selector = selector;
        this.greeting = greeting;
    }

    static LivenessPort open(Incarnation self, InetAddress here, Selector selector) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(here, 0));
            listener.configureBlocking(false);
            LivenessPort port =
                    new LivenessPort(listener, listener.socket().getLocalPort(), selector, greetingOf(self));
            listener.register(selector, SelectionKey.OP_ACCEPT, port);
            return port;
        } catch (IOException | RuntimeException e) {
            CloseHelper.quietClose(listener);
            throw e;
        }
    }

    /** Returns what a process says to those who connect: the 16 bytes of its incarnation. */
    static ByteBuffer greetingOf(Incarnation process) {
        return ByteBuffer.allocateDirect(2 * Long.BYTES)
                .putLong(process.high())
                .putLong(process.low())
                .flip();
    }

    int number() {
        return number;
    }

    @Override
    public void onReady(SelectionKey key, long nowNs) {
        try {
            SocketChannel channel = listener.accept();
            for (int i = 1; channel != null; i++) {
                welcome(channel);
                channel = i < VISITORS_IN_A_TURN ? listener.accept() : null;
            }
        } catch (IOException e) {
            onTrouble(e);
        }
    }

    private void welcome(SocketChannel channel) {
        Visitor visitor = new Visitor(channel);
        visitors.add(visitor);
        if (visitors.size() > MAX_VISITORS) {
            visitors.getFirst().leave();
        }
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, visitor);
            if (channel.write(greeting.duplicate()) < greeting.capacity()) {
                visitor.leave();
            }
        } catch (IOException e) {
            visitor.leave(); // It went away meanwhile.
        }
    }

    /** Such as too many open files: goes on for a while and every time. */
    private void onTrouble(IOException trouble) {
        if (!hasToldOfTrouble) {
            hasToldOfTrouble = true;
            LOG.warn("Others may not be able to watch this process: {}", trouble.toString());
        }
    }

    /** Returns how many watch. */
    int visitors() {
        return visitors.size();
    }

    @Override
    public void close() {
        CloseHelper.quietClose(listener);
        CloseHelper.quietCloseAll(
                visitors.stream().map(visitor -> visitor.channel).toList());
        visitors.clear();
    }

    private final class Visitor implements TcpLiveness.Ready {
        private final SocketChannel channel;

        Visitor(SocketChannel channel) {
            this.channel = channel;
        }

        /** Visitors have nothing to say, but they leave. */
        @Override
        public void onReady(SelectionKey key, long nowNs) {
            scratch.clear();
            try {
                if (channel.read(scratch) < 0) {
                    leave();
                }
            } catch (IOException e) {
                leave();
            }
        }

        void leave() {
            visitors.remove(this);
            CloseHelper.quietClose(channel);
        }
    }
}
