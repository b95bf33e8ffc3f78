/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.Rung;
import io.viewbus.Topic;
import io.viewbus.gateway.ClientStream.Behind;
import io.viewbus.gateway.EventLog.Entry;
import io.viewbus.gateway.Topics.Following;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;

/** What can be done with topics: publish, follow, and both over a WebSocket. */
final class TopicRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(TopicRoutes.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final long LONGEST_WAIT_MS = 60_000;

    private final Topics topics;
    private final ViewHistory history;
    private final Limits limits;

    TopicRoutes(Topics topics, ViewHistory history, Limits limits) {
        this.topics = topics;
        this.history = history;
        this.limits = limits;
    }

    private static String name(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new Problem(404, "there is no such topic: a name is 1 to 64 characters of A-Z a-z 0-9 . _ -");
        }
        return name;
    }

    /** Publishes the body, and answers with the receipt. */
    Publisher<Void> publish(Exchange exchange, String name) {
        Topic<byte[]> topic = topic(exchange, name(name));
        Duration patience = Duration.ofMillis(exchange.number(
                "timeoutMs", 1, LONGEST_WAIT_MS, limits.publishTimeout().toMillis()));
        exchange.negotiate(Exchange.JSON);
        requireReady();
        return body(exchange)
                .flatMap(payload -> topic.publish(payload).timeout(patience))
                .flatMap(receipt -> Mono.from(exchange.json(Json.write(Documents.receipt(receipt)))));
    }

    private void requireReady() {
        if (!history.isReady()) {
            throw Problem.notReady();
        }
    }

    private Topic<byte[]> topic(Exchange exchange, String name) {
        Topic<byte[]> topic = topics.topic(name, exchange.constant("order", Order.class));
        Rung rung = exchange.constant("rung", Rung.class);
        return rung == null ? topic : topic.confirm(rung);
    }

    private Mono<byte[]> body(Exchange exchange) {
        String announced = exchange.header(HttpHeaderNames.CONTENT_LENGTH);
        if (announced != null && announced.matches("[0-9]{1,18}") && Long.parseLong(announced) > limits.bodyBytes()) {
            return Mono.error(tooLarge());
        }
        return exchange.request()
                .receive()
                .collect(ByteArrayOutputStream::new, this::take)
                .map(ByteArrayOutputStream::toByteArray)
                .timeout(limits.idle(), Mono.error(() -> new Problem(408, "the body did not come in time")));
    }

    private void take(ByteArrayOutputStream body, ByteBuf part) {
        if (body.size() + part.readableBytes() > limits.bodyBytes()) {
            throw tooLarge();
        }
        try {
            part.readBytes(body, part.readableBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Problem tooLarge() {
        return new Problem(413, "a payload has at most " + limits.bodyBytes() + " bytes; split it")
                .with("Connection", "close");
    }

    // ---- following --------------------------------------------------------------------------------------------------

    /** Streams the events of a topic. */
    Publisher<Void> events(Exchange exchange, String name) {
        exchange.negotiate(Exchange.SSE);
        Behind policy = exchange.constant("slow", Slow.class) == Slow.CLOSE ? Behind.CLOSE : Behind.GAP;
        Order order = exchange.constant("order", Order.class);
        Connection connection = exchange.connection();
        return follow(name(name), order)
                .flatMap(following -> Mono.from(
                                Streams.send(exchange, beginning(exchange, following, policy, connection)))
                        .doFinally(end -> following.end()));
    }

    /** What clients may ask to become of them when they are slow. */
    enum Slow {
        GAP,
        CLOSE
    }

    private Mono<Following> follow(String name, @Nullable Order order) {
        return topics.follow(name, order).timeout(limits.publishTimeout(), Mono.error(Problem::notReady));
    }

    private ClientStream<ByteBuf> beginning(
            Exchange exchange, Following following, Behind policy, Connection connection) {
        ClientStream<ByteBuf> stream = new ClientStream<>(following.log(), policy, Wire.SSE, connection, limits);
        String last = exchange.header("Last-Event-ID");
        if (last == null || last.isEmpty()) {
            return stream.fromState();
        }
        Entry known = following.log().find(last);
        return known == null ? stream.afterLost(last) : stream.from(known.index() + 1);
    }

    /** Streams the events of a topic, and publishes what comes in, one message for each frame. */
    Publisher<Void> socket(Exchange exchange, String name) {
        if (!exchange.request().requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            throw new Problem(426, "this is for WebSockets; follow /api/v1/topics/" + name(name) + "/events otherwise")
                    .with("Upgrade", "websocket");
        }
        Topic<byte[]> topic = topic(exchange, name(name));
        Behind policy = exchange.constant("slow", Slow.class) == Slow.CLOSE ? Behind.CLOSE : Behind.GAP;
        WebsocketServerSpec spec = WebsocketServerSpec.builder()
                .maxFramePayloadLength(limits.bodyBytes())
                .build();
        return follow(topic.name(), exchange.constant("order", Order.class))
                .flatMap(following -> exchange.response()
                        .sendWebsocket((in, out) -> out.sendObject(frames(in, following, topic, policy)), spec)
                        .then()
                        .doFinally(end -> following.end()));
    }

    private Flux<WebSocketFrame> frames(WebsocketInbound in, Following following, Topic<byte[]> topic, Behind policy) {
        Connection[] connection = new Connection[1];
        in.withConnection(found -> connection[0] = found);
        ClientStream<WebSocketFrame> events =
                new ClientStream<>(following.log(), policy, Wire.WEB_SOCKET, connection[0], limits).fromState();
        // One at a time: who publishes faster than the group takes it waits in its own socket.
        Flux<WebSocketFrame> answers = in.receive().asByteArray().concatMap(payload -> answer(topic, payload), 1);
        return Flux.merge(1, answers, events);
    }

    private Mono<WebSocketFrame> answer(Topic<byte[]> topic, byte[] payload) {
        Mono<Receipt> publishing = history.isReady()
                ? topic.publish(payload).timeout(limits.publishTimeout())
                : Mono.error(Problem.notReady());
        return publishing
                .map(receipt -> frame("receipt", Json.write(Documents.receipt(receipt))))
                .onErrorResume(e -> Mono.just(frame("refused", problem(e).json())));
    }

    private static Problem problem(Throwable error) {
        Problem problem = Problem.of(error);
        if (problem == null) {
            LOG.warn("A message of a WebSocket could not be published", error);
        }
        return problem == null ? new Problem(500, "something unexpected happened; the log says what") : problem;
    }

    private static WebSocketFrame frame(String event, String json) {
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("event", event);
        String start = Json.write(head);
        return new TextWebSocketFrame(start.substring(0, start.length() - 1) + ",\"data\":" + json + "}");
    }
}
