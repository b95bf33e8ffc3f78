/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.viewbus.gateway.EventLog.Entry;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How events look on the wire.
 *
 * @param <T> what is written
 */
abstract class Wire<T> {

    /** Server-sent events. */
    static final Wire<ByteBuf> SSE = new ServerSentEvents();

    /** One JSON object for each WebSocket frame. */
    static final Wire<WebSocketFrame> WEB_SOCKET = new WebSocketFrames();

    private static final int TRY_AGAIN_LATER = 1013;
    private static final int LONGEST_REASON = 120;

    abstract T event(Entry entry);

    abstract T heartbeat();

    abstract T end(String reason);

    /**
     * Tells a client what it missed.
     *
     * @param missed how many events, negative if nobody knows
     * @param after the id of the last event before them; null if there was none
     */
    byte[] gap(long missed, @Nullable String after) {
        Map<String, @Nullable Object> gap = new LinkedHashMap<>();
        gap.put("missed", missed < 0 ? null : missed);
        gap.put("after", after);
        return Json.write(gap).getBytes(StandardCharsets.UTF_8);
    }

    private static final class ServerSentEvents extends Wire<ByteBuf> {
        @Override
        ByteBuf event(Entry entry) {
            ByteBuf out = Unpooled.buffer(entry.data().length + 128);
            if (entry.id() != null) {
                write(out, "id: " + entry.id() + "\n");
            }
            write(out, "event: " + entry.type() + "\ndata: ");
            out.writeBytes(entry.data());
            write(out, "\n\n");
            return out;
        }

        @Override
        ByteBuf heartbeat() {
            return write(Unpooled.buffer(), ": alive\n\n");
        }

        @Override
        ByteBuf end(String reason) {
            return write(Unpooled.buffer(), "event: end\ndata: " + Json.write(Map.of("reason", reason)) + "\n\n");
        }

        private static ByteBuf write(ByteBuf out, String text) {
            out.writeCharSequence(text, StandardCharsets.UTF_8);
            return out;
        }
    }

    private static final class WebSocketFrames extends Wire<WebSocketFrame> {
        @Override
        WebSocketFrame event(Entry entry) {
            String head = "{\"event\":" + Json.write(entry.type())
                    + (entry.id() == null ? "" : ",\"id\":" + Json.write(entry.id())) + ",\"data\":";
            return new TextWebSocketFrame(head + new String(entry.data(), StandardCharsets.UTF_8) + "}");
        }

        @Override
        WebSocketFrame heartbeat() {
            return new PingWebSocketFrame();
        }

        @Override
        WebSocketFrame end(String reason) {
            // The limit of the protocol is 123 bytes.
            String text = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
            return new CloseWebSocketFrame(TRY_AGAIN_LATER, text);
        }
    }
}
