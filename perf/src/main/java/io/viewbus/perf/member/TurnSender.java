/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.concurrent.CompletableFuture;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Sends a load on the thread that receives, too: some in each of its turns, so that it never starves its own receiving. */
public final class TurnSender {

    /** Takes a message, as Aeron's publications do. */
    @FunctionalInterface
    public interface Offer {

        /**
         * Offers a message.
         *
         * @param buffer holds it
         * @param offset where it starts
         * @param length its length
         * @return more than 0 if it was taken, else why not
         */
        long offer(DirectBuffer buffer, int offset, int length);
    }

    /** Throws for a code that means that no later try will do; for others it returns. */
    @FunctionalInterface
    public interface Refusal {

        /**
         * Looks at why a message was not taken.
         *
         * @param code what the offer answered
         */
        void check(long code);
    }

    private final Load load;
    private final int batch;
    private final Offer offer;
    private final Refusal refusal;
    private final UnsafeBuffer message;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();
    private volatile boolean isStarted;

    /**
     * Makes what sends a load.
     *
     * @param load what is sent
     * @param batch the most messages in a turn, at least 1
     * @param offer what takes them
     * @param refusal what looks at why one was not taken
     */
    public TurnSender(Load load, int batch, Offer offer, Refusal refusal) {
        this.load = load;
        this.batch = Math.max(1, batch);
        this.offer = offer;
        this.refusal = refusal;
        message = new UnsafeBuffer(BufferUtil.allocateDirectAligned(load.size(), BitUtil.CACHE_LINE_LENGTH));
    }

    /** Lets the turns send; from any thread. */
    public void start() {
        isStarted = true;
    }

    /**
     * Tells of the end.
     *
     * @return completes when nothing more is sent, after the end of the load
     */
    public CompletableFuture<Void> stopped() {
        return stopped;
    }

    /**
     * Sends what is due, until it is refused or the turn has its share.
     *
     * @return how many messages
     */
    public int send() {
        if (load.isStopped()) {
            stopped.complete(null);
            return 0;
        }
        int count = 0;
        while (isStarted && count < batch && load.isDue() && tryOffer()) {
            count++;
        }
        return count;
    }

    private boolean tryOffer() {
        load.writeTo(message, 0);
        long result = offer.offer(message, 0, load.size());
        if (result > 0) {
            load.sent();
            return true;
        }
        refusal.check(result);
        return false;
    }
}
