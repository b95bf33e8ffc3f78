/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.ByteBuf;
import io.viewbus.Bus;
import io.viewbus.gateway.ClientStream.Behind;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Which path is answered how. A path is compared as it was sent: there is nothing to decode, and no way up. */
final class Routes {

    private static final String TOPICS = "/api/v1/topics/";
    private static final String EVENTS = "/events";
    private static final String SOCKETS = "/ws/topics/";
    private static final String VIEWS = "/api/v1/views/";
    private static final String EVIDENCE = "/evidence";
    private static final int VIEWS_IN_A_SNAPSHOT = 256;
    private static final String PLAIN = "text/plain; charset=utf-8";

    private final Bus bus;
    private final ViewHistory history;
    private final Sampler sampler;
    private final TopicRoutes topics;
    private final Limits limits;
    private final Page page = Page.load();
    private final String openApi = Page.resource("openapi.json");

    Routes(Bus bus, ViewHistory history, Sampler sampler, TopicRoutes topics, Limits limits) {
        this.bus = bus;
        this.history = history;
        this.sampler = sampler;
        this.topics = topics;
        this.limits = limits;
    }

    /** Whether a path is answered to everybody: it says nothing of the cluster, or no more than that it is well. */
    static boolean isOpen(String path) {
        return switch (path) {
            case "/", "/healthz", "/readyz", "/openapi.json" -> true;
            default -> false;
        };
    }

    Publisher<Void> answer(Exchange exchange) {
        String path = exchange.path();
        String topic = between(path, TOPICS, "");
        String followed = between(path, TOPICS, EVENTS);
        String socket = between(path, SOCKETS, "");
        String explained = between(path, VIEWS, EVIDENCE);
        if (followed != null) {
            require(exchange, "GET");
            return topics.events(exchange, followed);
        } else if (topic != null) {
            require(exchange, "POST");
            return topics.publish(exchange, topic);
        } else if (socket != null) {
            require(exchange, "GET");
            return topics.socket(exchange, socket);
        } else if (explained != null) {
            require(exchange, "GET");
            return evidence(exchange, explained);
        }
        return fixed(exchange, path);
    }

    /** Returns the one segment of a path between its beginning and its end. */
    private static @Nullable String between(String path, String start, String end) {
        if (!path.startsWith(start) || !path.endsWith(end) || path.length() <= start.length() + end.length()) {
            return null;
        }
        String segment = path.substring(start.length(), path.length() - end.length());
        return segment.contains("/") ? null : segment;
    }

    private Publisher<Void> fixed(Exchange exchange, String path) {
        return switch (path) {
            case "/" -> get(exchange, this::page);
            case "/healthz" -> get(exchange, this::health);
            case "/readyz" -> get(exchange, this::readiness);
            case "/openapi.json" -> get(exchange, this::description);
            case "/metrics" -> get(exchange, this::metrics);
            case "/api/v1/views" -> get(exchange, this::views);
            case "/api/v1/members" -> get(exchange, this::members);
            case "/api/v1/links" -> get(exchange, this::links);
            case "/api/v1/counters" -> get(exchange, this::counters);
            default -> throw new Problem(404, "there is nothing here; see /openapi.json");
        };
    }

    private interface Answer {
        Publisher<Void> to(Exchange exchange);
    }

    private static Publisher<Void> get(Exchange exchange, Answer answer) {
        require(exchange, "GET");
        return answer.to(exchange);
    }

    private static void require(Exchange exchange, String method) {
        if (!exchange.method().equals(method)) {
            throw new Problem(405, "only " + method + " is answered here").with("Allow", method);
        }
    }

    private Publisher<Void> page(Exchange exchange) {
        exchange.negotiate("text/html");
        exchange.response().header("Content-Security-Policy", page.policy());
        return exchange.bytes(200, "text/html; charset=utf-8", page.html());
    }

    private Publisher<Void> health(Exchange exchange) {
        return history.isOver()
                ? exchange.text(503, PLAIN, "over: " + history.log().end() + "\n")
                : exchange.text(200, PLAIN, "alive\n");
    }

    private Publisher<Void> readiness(Exchange exchange) {
        return history.isReady()
                ? exchange.text(200, PLAIN, "ready: view " + bus.view().id() + "\n")
                : exchange.text(503, PLAIN, "not ready: this member is in no view that may decide\n");
    }

    private Publisher<Void> description(Exchange exchange) {
        exchange.negotiate(Exchange.JSON);
        return exchange.json(openApi);
    }

    private Publisher<Void> metrics(Exchange exchange) {
        exchange.negotiate("text/plain");
        return sampler.links()
                .flatMap(links ->
                        Mono.from(exchange.text(200, Metrics.TYPE, Metrics.write(bus, links, history.isReady()))));
    }

    private Publisher<Void> views(Exchange exchange) {
        String since = exchange.parameter("since");
        String last = exchange.header("Last-Event-ID");
        boolean isStream = exchange.negotiate(Exchange.JSON, Exchange.SSE).equals(Exchange.SSE);
        String known = last != null && !last.isEmpty() ? last : since;
        if (!isStream) {
            String head = Json.write(Map.of("cluster", bus.observe().cluster()));
            return exchange.json(head.substring(0, head.length() - 1)
                    + ",\"member\":" + Json.write(bus.self().name())
                    + ",\"ready\":" + history.isReady()
                    + ",\"views\":" + history.latest(VIEWS_IN_A_SNAPSHOT) + "}");
        }
        ClientStream<ByteBuf> stream =
                new ClientStream<>(history.log(), Behind.CLOSE, Wire.SSE, exchange.connection(), limits);
        return Streams.send(exchange, known == null ? stream.fromState() : stream.from(history.after(known)));
    }

    private Publisher<Void> evidence(Exchange exchange, String view) {
        exchange.negotiate(Exchange.JSON);
        return exchange.json(history.evidence(view));
    }

    private Publisher<Void> members(Exchange exchange) {
        exchange.negotiate(Exchange.JSON);
        Duration suspectAfter = bus.observe().suspectAfter();
        return sampler.links()
                .flatMap(links -> Mono.from(
                        exchange.json(Json.write(Documents.members(bus.view(), links, bus.self(), suspectAfter)))));
    }

    private Publisher<Void> links(Exchange exchange) {
        exchange.negotiate(Exchange.JSON);
        Duration suspectAfter = bus.observe().suspectAfter();
        return sampler.links()
                .flatMap(links -> Mono.from(exchange.json(Json.write(Documents.links(links, suspectAfter)))));
    }

    private Publisher<Void> counters(Exchange exchange) {
        long period = Sampler.PERIOD.toMillis();
        long every = exchange.number("everyMs", period, 60_000, 1000);
        if (exchange.negotiate(Exchange.JSON, Exchange.SSE).equals(Exchange.JSON)) {
            return sampler.sample().flatMap(json -> Mono.from(exchange.json(json)));
        }
        ClientStream<ByteBuf> stream =
                new ClientStream<>(sampler.log(), Behind.SKIP, Wire.SSE, exchange.connection(), limits);
        return Streams.send(exchange, stream.every((int) (every / period)));
    }
}
