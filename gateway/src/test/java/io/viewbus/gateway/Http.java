/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;

/** A client of one gateway. */
final class Http {

    private final URI uri;
    private final HttpClient client;

    /** An answer. */
    record Answer(int status, HttpHeaders headers, String body) {}

    /** An event as it came. */
    record Event(String id, String type, String data) {}

    Http(URI uri) {
        this(uri, HttpClient.newConnection());
    }

    private Http(URI uri, HttpClient client) {
        this.uri = uri;
        this.client = client;
    }

    Http with(String header, String value) {
        return new Http(uri, client.headers(headers -> headers.set(header, value)));
    }

    Http withClient(UnaryOperator<HttpClient> change) {
        return new Http(uri, change.apply(client));
    }

    URI uri() {
        return uri;
    }

    HttpClient client() {
        return client;
    }

    String at(String path) {
        return uri.resolve("/") + path.substring(1);
    }

    Answer get(String path) {
        return send("GET", path, new byte[0]);
    }

    Answer post(String path, String body) {
        return send("POST", path, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, byte[] body) {
        return Objects.requireNonNull(client.request(HttpMethod.valueOf(method))
                .uri(at(path))
                .send(body.length == 0 ? ByteBufMono.empty() : Mono.just(Unpooled.wrappedBuffer(body)))
                .responseSingle((response, content) -> content.asString(StandardCharsets.UTF_8)
                        .defaultIfEmpty("")
                        .map(text -> new Answer(response.status().code(), response.responseHeaders(), text)))
                .block(Duration.ofSeconds(20)));
    }

    /** Follows a stream until it is closed. */
    Following follow(String path) {
        return new Following(with("Accept", "text/event-stream"), path);
    }

    /** Events as they come. */
    static final class Following implements AutoCloseable {
        final List<Event> events = new CopyOnWriteArrayList<>();
        private final StringBuilder unread = new StringBuilder();
        private final StringBuilder comments = new StringBuilder();
        private final Disposable reading;

        Following(Http http, String path) {
            reading = http.client
                    .get()
                    .uri(http.at(path))
                    .responseContent()
                    .asString(StandardCharsets.UTF_8)
                    .subscribe(this::read, e -> {});
        }

        private synchronized void read(String text) {
            unread.append(text);
            for (int end = unread.indexOf("\n\n"); end >= 0; end = unread.indexOf("\n\n")) {
                parse(unread.substring(0, end));
                unread.delete(0, end + 2);
            }
        }

        private void parse(String block) {
            String id = "";
            String type = "";
            String data = "";
            for (String line : block.split("\n", -1)) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    data = line.substring(6);
                } else {
                    comments.append(line);
                }
            }
            if (!type.isEmpty()) {
                events.add(new Event(id, type, data));
            }
        }

        synchronized String comments() {
            return comments.toString();
        }

        List<String> ids() {
            return events.stream().map(Event::id).toList();
        }

        boolean isOver() {
            return reading.isDisposed();
        }

        @Override
        public void close() {
            reading.dispose();
        }
    }

    /** Opens a bare connection and sends text as it is. */
    Socket raw(String text) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(8192);
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    /** Sends text as it is, and returns the first line of what comes back; empty if the connection is closed. */
    String firstLine(String text) throws IOException {
        try (Socket socket = raw(text)) {
            StringBuilder line = new StringBuilder();
            for (int c = socket.getInputStream().read();
                    c >= 0 && c != '\r';
                    c = socket.getInputStream().read()) {
                line.append((char) c);
            }
            return line.toString();
        }
    }
}
