/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.Exceptions;
import reactor.core.publisher.BaseSubscriber;

/**
 * Prints events on the thread that calls {@link #run()}, never on the bus's own. It asks for as many events as it has room for:
 * while the output is not drained it asks for none, which slows the publishers of the topic and nothing else.
 */
final class EventPrinter extends BaseSubscriber<GroupEvent<byte[]>> {

    /** How many events may wait to be printed; with the largest payloads these are 64 MiB. */
    static final int WINDOW = 256;

    private static final int REFILL = WINDOW / 4;
    private static final int OUTPUT_BUFFER = 64 * 1024;

    /** What the printing thread takes: an event, or the end. Never holds more than the events asked for, and one end. */
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    private final AtomicBoolean ended = new AtomicBoolean();
    private final OutputStream out;
    private final EventFormat format;
    private long messagesLeft;
    private int printedSinceRefill;

    private record End(@Nullable Throwable cause) {}

    /**
     * Makes a printer.
     *
     * @param out where to print; need not be buffered
     * @param format how
     * @param messages after how many messages to stop
     */
    EventPrinter(OutputStream out, EventFormat format, long messages) {
        this.out = new BufferedOutputStream(out, OUTPUT_BUFFER);
        this.format = format;
        this.messagesLeft = messages;
    }

    // ---- on the bus's thread ----------------------------------------------------------------------------------------

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        request(WINDOW);
    }

    @Override
    protected void hookOnNext(GroupEvent<byte[]> event) {
        queue.add(event);
    }

    @Override
    protected void hookOnComplete() {
        end(null);
    }

    @Override
    protected void hookOnError(Throwable cause) {
        end(cause);
    }

    /** Ends printing with an error, after what came before it. */
    void fail(Throwable cause) {
        end(cause);
    }

    /** Ends printing after what was received so far. */
    void stop() {
        end(null);
    }

    private void end(@Nullable Throwable cause) {
        if (ended.compareAndSet(false, true)) {
            queue.add(new End(cause));
        }
    }

    // ---- on the printing thread -------------------------------------------------------------------------------------

    /**
     * Prints until the stream ends or enough messages are printed.
     *
     * @throws IOException if the output cannot be written
     * @throws RuntimeException what ended the stream
     */
    void run() throws IOException, InterruptedException {
        try {
            while (messagesLeft > 0) {
                Object next = nextOrFlush();
                if (next instanceof End end) {
                    finish(end);
                    return;
                }
                print(event(next));
            }
            out.flush();
        } finally {
            cancel();
        }
    }

    /** Flushes only when there is nothing else to do: fast in a flood, and at once when it is quiet. */
    private Object nextOrFlush() throws IOException, InterruptedException {
        Object next = queue.poll();
        if (next == null) {
            out.flush();
            next = queue.take();
        }
        return next;
    }

    @SuppressWarnings("unchecked")
    private static GroupEvent<byte[]> event(Object next) {
        return (GroupEvent<byte[]>) next;
    }

    private void print(GroupEvent<byte[]> event) throws IOException {
        format.write(event, out);
        if (event instanceof Delivery<byte[]>) {
            messagesLeft--;
        }
        if (++printedSinceRefill == REFILL) {
            printedSinceRefill = 0;
            request(REFILL);
        }
    }

    private void finish(End end) throws IOException {
        out.flush();
        if (end.cause() != null) {
            throw Exceptions.propagate(end.cause());
        }
    }
}
