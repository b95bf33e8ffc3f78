/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a connection. Turns those away that are too many, and ends those that begin a request and do not finish its
 * headers: who sends one byte a second would otherwise hold a connection for ever.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<ConnectionGuard> KEY = AttributeKey.valueOf(ConnectionGuard.class, "guard");
    private static final String END = "Content-Length: 0\r\nConnection: close\r\n\r\n";
    private static final String TOO_MANY = "HTTP/1.1 503 Service Unavailable\r\n" + END;
    private static final String TOO_SLOW = "HTTP/1.1 408 Request Timeout\r\n" + END;

    private final long patienceNs;
    private final boolean isEncrypted;
    private boolean isServing;
    private @Nullable Future<?> deadline;

    private ConnectionGuard(long patienceNs, boolean isEncrypted) {
        this.patienceNs = patienceNs;
        this.isEncrypted = isEncrypted;
    }

    /** Lets a new connection in, or not. */
    static void admit(Channel channel, AtomicInteger open, Limits limits, boolean isEncrypted) {
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        if (open.incrementAndGet() > limits.connections()) {
            // Behind the codec, so to the transport itself.
            channel.eventLoop().execute(() -> say(channel.pipeline().firstContext(), isEncrypted ? "" : TOO_MANY));
            return;
        }
        ConnectionGuard guard = new ConnectionGuard(limits.idle().toNanos(), isEncrypted);
        channel.attr(KEY).set(guard);
        channel.pipeline().addFirst("viewbus-guard", guard);
    }

    private static void say(ChannelHandlerContext context, String answer) {
        context.writeAndFlush(Unpooled.copiedBuffer(answer, StandardCharsets.US_ASCII))
                .addListener(ChannelFutureListener.CLOSE);
    }

    /** A request is complete enough to be answered. */
    static void onRequest(Channel channel) {
        ConnectionGuard guard = channel.attr(KEY).get();
        if (guard != null) {
            guard.isServing = true;
            guard.cancel();
        }
    }

    /** It has been answered. */
    static void onAnswered(Channel channel) {
        ConnectionGuard guard = channel.attr(KEY).get();
        if (guard != null) {
            guard.isServing = false;
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!isServing && deadline == null) {
            deadline = context.executor().schedule(() -> giveUp(context), patienceNs, TimeUnit.NANOSECONDS);
        }
        context.fireChannelRead(message);
    }

    private void giveUp(ChannelHandlerContext context) {
        if (!isServing) {
            say(context, isEncrypted ? "" : TOO_SLOW);
        }
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }
}
