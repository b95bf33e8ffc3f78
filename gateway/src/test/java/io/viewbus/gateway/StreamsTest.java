/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.gateway.Http.Event;
import io.viewbus.gateway.Http.Following;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is followed. */
class StreamsTest {

    private final TestCluster cluster = new TestCluster();

    @AfterEach
    void close() {
        cluster.close();
    }

    private static void await(Runnable assertion) {
        Awaitility.await().atMost(TestCluster.PATIENCE).untilAsserted(assertion::run);
    }

    private void comeAndGo(Bus witness, String name) {
        Bus guest = cluster.connect(name);
        guest.leave().block(TestCluster.PATIENCE);
        witness.awaitView(view -> view.member(name).isEmpty()).block(TestCluster.PATIENCE);
    }

    private static List<Long> counters(List<Event> events) {
        return events.stream()
                .map(event -> Long.parseLong(event.id().substring(0, event.id().indexOf('-'))))
                .toList();
    }

    @Test
    void viewsShouldBeFollowedThroughARestartOfTheClientWithoutMissingOne() {
        Bus ant = cluster.connect("ant");
        Http http = cluster.serve(ant);
        Following first = http.follow("/api/v1/views");
        await(() -> assertThat(counters(first.events)).containsExactly(1L));
        comeAndGo(ant, "bee");
        await(() -> assertThat(counters(first.events)).containsExactly(1L, 2L, 3L));
        first.close();
        comeAndGo(ant, "cat");

        String last = first.events.get(2).id();
        try (Following second = http.with("Last-Event-ID", last).follow("/api/v1/views");
                Following byCounter = http.follow("/api/v1/views?since=2");
                Following fromStart = http.follow("/api/v1/views?since=0")) {
            comeAndGo(ant, "dog");
            await(() -> assertThat(counters(second.events)).containsExactly(4L, 5L, 6L, 7L));
            await(() -> assertThat(counters(byCounter.events)).containsExactly(3L, 4L, 5L, 6L, 7L));
            await(() -> assertThat(counters(fromStart.events)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L));
            assertThat(second.events.get(1).data())
                    .contains("\"left\":[\"cat\"]", "\"departures\":[{\"member\":\"cat\",\"cause\":\"left\"");
        }
    }

    @Test
    void viewsThatAreNotKnownAnyMoreShouldBeGone() {
        Bus ant = cluster.connect("ant");
        Http http = cluster.serve(ant, gateway -> gateway.limits(Limits.DEFAULTS.withBacklogEvents(2)));
        comeAndGo(ant, "bee");
        await(() -> assertThat(http.get("/api/v1/views").body()).contains("\"counter\":3"));

        Http sse = http.with("Accept", "text/event-stream");
        assertThat(sse.get("/api/v1/views?since=1").status()).isEqualTo(410);
        assertThat(sse.get("/api/v1/views?since=1").body()).contains("begin again without since");
        assertThat(sse.with("Last-Event-ID", "99-1-00").get("/api/v1/views").status())
                .isEqualTo(410);
        assertThat(sse.get("/api/v1/views?since=%3Cscript%3E").status()).isEqualTo(410);
        try (Following kept = http.follow("/api/v1/views?since=2")) {
            await(() -> assertThat(counters(kept.events)).containsExactly(3L));
        }
    }

    @Test
    void viewStreamsShouldEndWithTheMember() {
        Bus ant = cluster.connect("ant");
        Http http = cluster.serve(ant);
        try (Following views = http.follow("/api/v1/views")) {
            await(() -> assertThat(views.events).hasSize(1));
            ant.leave().block(TestCluster.PATIENCE);
            await(() -> assertThat(views.events).extracting(Event::type).containsExactly("view", "end"));
            await(() -> assertThat(views.isOver()).isTrue());
        }
        await(() -> assertThat(http.get("/healthz").status()).isEqualTo(503));
        assertThat(http.get("/readyz").status()).isEqualTo(503);
        assertThat(http.get("/api/v1/counters").body()).contains("\"over\":true");
        assertThat(http.post("/api/v1/topics/x", "y").status()).isEqualTo(503);
    }

    @Test
    void aMinorityShouldNotBeReady() {
        List<Bus> buses = cluster.connect("ant", "bee", "cat");
        Http http = cluster.serve(buses.get(0));
        await(() -> assertThat(http.get("/readyz").status()).isEqualTo(200));
        cluster.silence("ant");

        await(() -> assertThat(http.get("/readyz").status()).isEqualTo(503));
        assertThat(http.get("/healthz").status()).isEqualTo(200);
        assertThat(http.get("/api/v1/counters").body()).contains("\"ready\":false", "\"primary\":0");
        assertThat(http.post("/api/v1/topics/news", "x")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers().get("Retry-After")).isEqualTo("1");
            assertThat(answer.body()).contains("NOT_SENT");
        });
    }

    @Test
    void countersShouldComeAsOftenAsAskedFor() {
        Http http = cluster.serve(cluster.connect("ant"));
        try (Following often = http.follow("/api/v1/counters?everyMs=100");
                Following seldom = http.follow("/api/v1/counters?everyMs=500")) {
            await(() -> assertThat(often.events).hasSizeGreaterThan(12));
            assertThat(seldom.events).hasSizeBetween(1, often.events.size() / 2);
            assertThat(often.events.get(0).data()).startsWith("{\"at\":").contains("\"links\":{");
        }
        assertThat(http.get("/api/v1/counters?everyMs=10").status()).isEqualTo(400);
    }

    @Test
    void anIdleStreamShouldSayThatItLives() {
        Http http = cluster.serve(
                cluster.connect("ant"),
                gateway -> gateway.limits(Limits.DEFAULTS.withHeartbeat(Duration.ofMillis(100))));
        try (Following views = http.follow("/api/v1/views")) {
            await(() -> assertThat(views.comments()).contains(": alive: alive"));
        }
    }

    @Test
    void aTopicShouldBeFollowedAndResumed() {
        List<Bus> buses = cluster.connect("ant", "bee");
        Http http = cluster.serve(buses.get(0));
        Following first = http.follow("/api/v1/topics/news/events");
        await(() -> assertThat(first.events).hasSize(1));
        assertThat(first.events.get(0).data())
                .isEqualTo("{\"view\":\"2.1\",\"members\":[\"ant\"],\"joined\":[\"ant\"],\"left\":[]}");
        publish(buses.get(1), "one \"two\"\n\u2028<b>");
        await(() -> assertThat(first.events).hasSize(2));
        assertThat(first.events.get(1))
                .isEqualTo(
                        new Event(
                                "2.1:1",
                                "message",
                                "{\"view\":\"2.1\",\"sequence\":1,\"sender\":\"bee\",\"text\":\"one \\\"two\\\"\\u000a\\u2028<b>\"}"));
        first.close();
        publish(buses.get(1), "meanwhile");

        try (Following second = http.with("Last-Event-ID", "2.1:1").follow("/api/v1/topics/news/events");
                Following lost = http.with("Last-Event-ID", "1.1:7").follow("/api/v1/topics/news/events")) {
            await(() -> assertThat(second.ids()).containsExactly("2.1:2"));
            await(() -> assertThat(lost.events)
                    .containsExactly(new Event("", "gap", "{\"missed\":null,\"after\":\"1.1:7\"}")));
        }
    }

    private static void publish(Bus bus, String text) {
        bus.topic("news", Codec.utf8()).publish(text).block(TestCluster.PATIENCE);
    }

    @Test
    void aTopicThatTheProgramIsInShouldBeShared() {
        List<Bus> buses = cluster.connect("ant", "bee");
        var group = Objects.requireNonNull(
                buses.get(0).topic("news", Codec.bytes()).join().block(TestCluster.PATIENCE));
        Http alone = cluster.serve(buses.get(0));
        assertThat(alone.get("/api/v1/topics/news/events").status()).isEqualTo(409);
        Http shared = cluster.serve(buses.get(0), gateway -> gateway.share(group));
        try (Following news = shared.follow("/api/v1/topics/news/events")) {
            await(() -> assertThat(news.events).hasSizeGreaterThanOrEqualTo(1));
            publish(buses.get(1), "x");
            await(() -> assertThat(news.ids()).contains("2.1:1"));
        }
    }

    @Test
    void aClientThatStopsReadingShouldHoldBackNobodyAndBeToldWhatItMissed() throws IOException {
        List<Bus> buses = cluster.connect("ant", "bee");
        Http http = cluster.serve(buses.get(0), gateway -> gateway.limits(Limits.DEFAULTS.withBacklogEvents(64)));
        try (Socket stopped = http.raw(request("/api/v1/topics/news/events"));
                Socket closing = http.raw(request("/api/v1/topics/news/events?slow=close"));
                Following quick = http.follow("/api/v1/topics/news/events")) {
            await(() -> assertThat(quick.events).hasSize(1));
            assertThat(stopped.getInputStream().read()).isEqualTo('H');
            assertThat(closing.getInputStream().read()).isEqualTo('H');
            int messages = 3000;
            String payload = "x".repeat(4000);
            long sent = Objects.requireNonNull(buses.get(1)
                    .topic("news", Codec.utf8())
                    .publishMany(Flux.range(0, messages).map(i -> payload))
                    .count()
                    .block(TestCluster.PATIENCE));
            assertThat(sent).isEqualTo(messages);

            List<String> read = readUntil(stopped, "id: 2.1:" + messages);
            long missed = read.stream()
                    .filter(line -> line.startsWith("data: {\"missed\":"))
                    .mapToLong(StreamsTest::missed)
                    .sum();
            long got = read.stream()
                    .filter(line -> line.startsWith("id: 2.1:") && !line.endsWith(":0"))
                    .count();
            assertThat(missed).isPositive();
            assertThat(got + missed).isEqualTo(messages);
            assertThat(readUntil(closing, "data: {\"reason\":\"this client reads too slowly"))
                    .contains("event: end");
        }
    }

    private static long missed(String line) {
        Matcher number = Pattern.compile("\"missed\":([0-9]+),\"after\":\"2\\.1:[0-9]+\"")
                .matcher(line);
        assertThat(number.find()).as(line).isTrue();
        return Long.parseLong(number.group(1));
    }

    private static String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static List<String> readUntil(Socket socket, String last) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        List<String> lines = new ArrayList<>();
        String line = "";
        while (line != null && !line.startsWith(last)) {
            line = reader.readLine();
            if (line != null) {
                lines.add(line);
            }
        }
        assertThat(line).as("the last of " + lines.size() + " lines").isNotNull();
        return lines;
    }

    @Test
    void aWebSocketShouldPublishAndFollow() {
        List<Bus> buses = cluster.connect("ant", "bee");
        Http http = cluster.serve(buses.get(0));
        List<String> frames = http.client()
                .websocket()
                .uri(http.at("/ws/topics/chat").replace("http:", "ws:"))
                .handle((in, out) -> out.sendString(Mono.just("hello"))
                        .then()
                        .thenMany(in.receive().asString(StandardCharsets.UTF_8).take(3)))
                .collectList()
                .block(TestCluster.PATIENCE);
        assertThat(frames)
                .contains(
                        "{\"event\":\"view\",\"id\":\"2.1:0\",\"data\":{\"view\":\"2.1\",\"members\":[\"ant\"],\"joined\":[\"ant\"],\"left\":[]}}",
                        "{\"event\":\"message\",\"id\":\"2.1:1\",\"data\":{\"view\":\"2.1\",\"sequence\":1,\"sender\":\"ant\",\"text\":\"hello\"}}",
                        "{\"event\":\"receipt\",\"data\":{\"view\":\"2.1\",\"sequence\":1,\"groupSize\":1,\"rung\":\"stable\"}}");
        assertThat(http.with("Origin", "https://evil.example")
                        .with("Upgrade", "websocket")
                        .with("Connection", "Upgrade")
                        .get("/ws/topics/chat")
                        .status())
                .isEqualTo(403);
    }
}
