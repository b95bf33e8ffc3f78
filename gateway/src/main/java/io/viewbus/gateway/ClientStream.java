/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.viewbus.gateway.EventLog.Entry;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Operators;
import reactor.netty.Connection;

/**
 * What one client reads of a log: at its own pace, from a place of its own. Nothing is kept for a client but its place; what left the
 * log before the client came to it is told as a gap, or ends the stream. All signals come on the event loop of its connection, and
 * only while its socket takes more.
 *
 * @param <T> what goes over the wire
 */
final class ClientStream<T> extends ChannelInboundHandlerAdapter implements Publisher<T>, Subscription {

    /** What becomes of a client that is so far behind that events it has not read are not kept any more. */
    enum Behind {
        /** It is told how many it missed, and goes on with what is kept. */
        GAP,
        /** Its stream ends with a reason. */
        CLOSE,
        /** Nothing: every event makes those before it worthless. */
        SKIP
    }

    private static final String HANDLER = "viewbus-client-stream";

    private final EventLog log;
    private final Behind policy;
    private final Wire<T> wire;
    private final Connection connection;
    private final Channel channel;
    private final Duration heartbeat;
    private final Duration stalled;
    private final Runnable listener = this::wake;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicLong demand = new AtomicLong();

    // Only on the event loop.
    private @Nullable Subscriber<? super T> subscriber;
    private @Nullable Future<?> beating;
    private @Nullable Entry prelude;
    private @Nullable String lastId;
    private long cursor;
    private int stride = 1;
    private long emittedNs;
    private boolean over;

    ClientStream(EventLog log, Behind policy, Wire<T> wire, Connection connection, Limits limits) {
        this.log = log;
        this.policy = policy;
        this.wire = wire;
        this.connection = connection;
        this.channel = connection.channel();
        this.heartbeat = limits.heartbeat();
        this.stalled = limits.stalled();
        this.cursor = log.next();
    }

    /** Begins with how things stand now. */
    ClientStream<T> fromState() {
        synchronized (log) {
            cursor = log.next();
            prelude = log.state();
        }
        return this;
    }

    /** Begins at a place of the log. */
    ClientStream<T> from(long index) {
        cursor = index;
        return this;
    }

    /** Begins by saying that what came after an event is not known any more. */
    ClientStream<T> afterLost(String id) {
        lastId = id;
        fromState();
        prelude = new Entry(-1, "gap", null, wire.gap(-1, id));
        return this;
    }

    /** Takes only every so many-th event. */
    ClientStream<T> every(int events) {
        stride = events;
        return this;
    }

    @Override
    public void subscribe(Subscriber<? super T> newSubscriber) {
        channel.eventLoop().execute(() -> start(newSubscriber));
    }

    private void start(Subscriber<? super T> newSubscriber) {
        subscriber = newSubscriber;
        emittedNs = System.nanoTime();
        // In front of the handler of Reactor Netty, which keeps to itself that there is room again.
        connection.addHandlerLast(HANDLER, this);
        beating = channel.eventLoop()
                .scheduleAtFixedRate(this::beat, heartbeat.toNanos(), heartbeat.toNanos(), TimeUnit.NANOSECONDS);
        log.listen(listener);
        newSubscriber.onSubscribe(this);
        drain();
    }

    @Override
    public void request(long n) {
        demand.accumulateAndGet(n, Operators::addCap);
        wake();
    }

    @Override
    public void cancel() {
        channel.eventLoop().execute(this::finish);
    }

    private void finish() {
        if (!over) {
            over = true;
            log.forget(listener);
            if (beating != null) {
                beating.cancel(false);
            }
            if (channel.pipeline().get(HANDLER) == this) {
                channel.pipeline().remove(HANDLER);
            }
        }
    }

    /** From any thread; many calls before the next turn of the event loop make one. */
    private void wake() {
        if (woken.compareAndSet(false, true)) {
            channel.eventLoop().execute(this::drain);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        drain();
        context.fireChannelWritabilityChanged();
    }

    private void drain() {
        woken.set(false);
        while (mayEmit()) {
            if (!emitNext()) {
                return;
            }
        }
    }

    private boolean mayEmit() {
        return !over && subscriber != null && demand.get() > 0 && channel.isWritable();
    }

    /** Tells whether there was something. */
    private boolean emitNext() {
        Entry first = prelude;
        if (first != null) {
            prelude = null;
            emit(first);
            return true;
        }
        long oldest = log.first();
        if (cursor < oldest) {
            return catchUp(oldest);
        }
        Entry entry = log.at(cursor);
        if (entry == null) {
            return cursor < log.first() || endIfOver();
        }
        cursor++;
        if (entry.index() % stride == 0) {
            emit(entry);
        }
        return true;
    }

    /** Returns false: there is nothing to give. */
    private boolean endIfOver() {
        String end = log.end();
        if (end != null && cursor >= log.next()) {
            close(end);
        }
        return false;
    }

    /** The log goes on while this looks at it, so its beginning is read once. */
    private boolean catchUp(long oldest) {
        long missed = oldest - cursor;
        cursor = oldest;
        if (policy == Behind.GAP) {
            emit(new Entry(-1, "gap", null, wire.gap(missed, lastId)));
        } else if (policy == Behind.CLOSE) {
            close("this client reads too slowly: " + missed + " events were not kept for it");
            return false;
        }
        return true;
    }

    private void emit(Entry entry) {
        lastId = entry.id() == null ? lastId : entry.id();
        give(wire.event(entry));
    }

    private void give(T item) {
        Subscriber<? super T> to = subscriber;
        if (to != null) {
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            emittedNs = System.nanoTime();
            to.onNext(item);
        }
    }

    /** A stream on which nothing happens says that it lives; one that nobody reads ends. */
    private void beat() {
        long quietNs = System.nanoTime() - emittedNs;
        if (mayEmit()) {
            if (quietNs >= heartbeat.toNanos() / 2) {
                give(wire.heartbeat());
            }
        } else if (!over && quietNs > stalled.toNanos()) {
            connection.dispose();
        }
    }

    private void close(String reason) {
        Subscriber<? super T> to = subscriber;
        if (to != null && !over) {
            give(wire.end(reason));
            finish();
            to.onComplete();
        }
    }
}
