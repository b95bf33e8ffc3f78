/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** One request and its answer. */
final class Exchange {

    static final String JSON = "application/json";
    static final String SSE = "text/event-stream";

    private static final String PROBLEM = "application/problem+json";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final String path;
    private final Map<String, List<String>> query;

    /** Reads the request line. Nothing in a path is decoded: no route has anything that would need it. */
    Exchange(HttpServerRequest request, HttpServerResponse response) {
        this.request = request;
        this.response = response;
        QueryStringDecoder uri = new QueryStringDecoder(request.uri(), StandardCharsets.UTF_8, true, 32);
        this.path = uri.rawPath();
        this.query = parameters(uri);
    }

    private static Map<String, List<String>> parameters(QueryStringDecoder uri) {
        try {
            return uri.parameters();
        } catch (IllegalArgumentException e) {
            throw new Problem(400, "the query cannot be read: " + e.getMessage());
        }
    }

    HttpServerRequest request() {
        return request;
    }

    HttpServerResponse response() {
        return response;
    }

    String path() {
        return path;
    }

    String method() {
        return request.method().name();
    }

    /** Returns the last value of a parameter of the query; null without one. */
    @Nullable
    String parameter(String name) {
        List<String> values = query.get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    /** Returns a whole number of the query. */
    long number(String name, long least, long most, long otherwise) {
        String text = parameter(name);
        if (text == null) {
            return otherwise;
        }
        if (text.matches("[0-9]{1,12}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw new Problem(400, name + " must be " + least + " to " + most);
    }

    /** Returns a constant by its name in lower case; null if the query does not name one. */
    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = parameter(name);
        if (text == null) {
            return null;
        }
        StringBuilder names = new StringBuilder();
        for (E constant : type.getEnumConstants()) {
            String key = constant.name().toLowerCase(Locale.ROOT);
            if (key.equals(text.toLowerCase(Locale.ROOT))) {
                return constant;
            }
            names.append(names.isEmpty() ? "" : ", ").append(key);
        }
        throw new Problem(400, name + " must be one of " + names);
    }

    @Nullable
    String header(CharSequence name) {
        return request.requestHeaders().get(name);
    }

    /**
     * Chooses a media type.
     *
     * @param offers what there is, the first if the client does not care
     * @return the first of the offers that the client takes, in the order of what it named
     */
    String negotiate(String... offers) {
        String accept = header(HttpHeaderNames.ACCEPT);
        if (accept == null || accept.isBlank()) {
            return offers[0];
        }
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", 64)) {
            String[] parts = range.split(";", 2);
            boolean isRefused = parts.length > 1 && parts[1].replace(" ", "").matches(".*q=0(\\.0*)?(;.*)?");
            for (String offer : offers) {
                if (!isRefused && matches(parts[0].strip(), offer)) {
                    return offer;
                }
            }
        }
        throw new Problem(406, "there is only " + String.join(" and ", offers));
    }

    private static boolean matches(String range, String offer) {
        return range.equals("*/*")
                || range.equals(offer)
                || (range.endsWith("/*") && offer.startsWith(range.substring(0, range.length() - 1)));
    }

    /** Runs something with the connection, on its event loop. */
    Connection connection() {
        Connection[] found = new Connection[1];
        request.withConnection(connection -> found[0] = connection);
        return found[0];
    }

    Publisher<Void> json(String json) {
        return text(200, JSON, json);
    }

    Publisher<Void> text(int status, String type, String text) {
        return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    Publisher<Void> bytes(int status, String type, byte[] body) {
        response.status(status)
                .header(HttpHeaderNames.CONTENT_TYPE, type)
                .header(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
        return response.sendObject(Unpooled.wrappedBuffer(body));
    }

    /** Refuses; what the client still sends is not waited for. */
    Publisher<Void> refuse(Problem problem) {
        if (response.hasSentHeaders()) {
            return Mono.error(problem);
        }
        problem.headers().forEach((name, value) -> response.header(name, value));
        return text(problem.status(), PROBLEM, problem.json());
    }
}
