/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.Order;
import io.viewbus.gateway.Http.Answer;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is asked once and answered once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";

    private final TestCluster cluster = new TestCluster();
    private Bus ant;
    private Bus bee;
    private Http http;

    @BeforeAll
    void connect() {
        List<Bus> buses = cluster.connect("ant", "bee");
        ant = buses.get(0);
        bee = buses.get(1);
        http = cluster.serve(ant);
    }

    @AfterAll
    void close() {
        cluster.close();
    }

    @Test
    void shouldBeAliveAndReady() {
        assertThat(http.get("/healthz"))
                .extracting(Answer::status, Answer::body)
                .containsExactly(200, "alive\n");
        Awaitility.await()
                .untilAsserted(() -> assertThat(http.get("/readyz").status()).isEqualTo(200));
    }

    @Test
    void shouldTellHowAViewCameAbout() {
        String counter = Long.toString(ant.view().id().counter());
        Answer byCounter = http.get("/api/v1/views/" + counter + "/evidence");
        assertThat(byCounter.status()).isEqualTo(200);
        assertThat(byCounter.body())
                .startsWith("{\"view\":{\"id\":\"" + counter + "-")
                .contains("\"seenBy\":\"ant\"", "\"kind\":\"decided\"", "\"kind\":\"installed\",\"beforeMs\":0.0");
        String id = byCounter.body().replaceFirst("^.*?\"id\":\"([^\"]*)\".*$", "$1");
        assertThat(http.get("/api/v1/views/" + id + "/evidence").body()).isEqualTo(byCounter.body());
        assertThat(http.get("/api/v1/views/999/evidence").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/views/nonsense/evidence").status()).isEqualTo(404);
    }

    @Test
    void shouldServeAPageThatNeedsNothingElse() {
        Answer page = http.get("/");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.headers().get("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.headers().get("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .contains("<title>Viewbus")
                .doesNotContain("/*script*/", "/*style*/", "src=\"http", "href=\"http", "innerHTML");
    }

    @Test
    void shouldTellMembersLinksAndCounters() {
        assertThat(http.get("/api/v1/members").body())
                .startsWith("[{\"name\":\"ant\",")
                .contains("\"role\":\"coordinator\",\"self\":true,\"state\":\"active\"")
                .contains("\"name\":\"bee\"");
        assertThat(http.get("/api/v1/links").body())
                .contains("\"suspectAfterMs\":500,\"members\":[\"ant\",\"bee\"],\"heardAgoMs\":[[0.0,");
        assertThat(http.get("/api/v1/counters").body())
                .contains("\"cluster\":\"test\",\"member\":\"ant\"")
                .contains("\"counters\":{\"views_installed\":2,");
    }

    @Test
    void shouldTellViewsWithTheirEvidence() {
        Answer views = http.get("/api/v1/views");
        assertThat(views.headers().get("Content-Type")).isEqualTo("application/json");
        assertThat(views.body())
                .startsWith("{\"cluster\":\"test\",\"member\":\"ant\",\"ready\":")
                .contains("\"coordinator\":\"ant\"", "\"joined\":[\"bee\"]", "\"tookMs\":");
    }

    @Test
    void shouldWriteMetricsThatPrometheusCanRead() {
        Answer metrics = http.get("/metrics");
        assertThat(metrics.headers().get("Content-Type")).startsWith("text/plain; version=0.0.4");
        Pattern line = Pattern.compile("# (HELP|TYPE) viewbus_[a-z_]+ [^\n]+"
                + "|viewbus_[a-z_]+\\{[a-z]+=\"[^\"]*\"(,[a-z]+=\"[^\"]*\")*} -?[0-9]+(\\.[0-9]+)?");
        assertThat(metrics.body().lines()).allMatch(text -> line.matcher(text).matches());
        assertThat(metrics.body().lines().filter(text -> text.startsWith("# TYPE")))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(30);
        assertThat(metrics.body())
                .contains("viewbus_members{cluster=\"test\",member=\"ant\"} 2\n")
                .contains("# TYPE viewbus_messages_sent_total counter\n")
                .contains("viewbus_peer_suspected{cluster=\"test\",member=\"ant\",peer=\"bee\"} 0\n")
                .endsWith("\n");
    }

    @Test
    void shouldDescribeItself() {
        String description = http.get("/openapi.json").body();
        assertThat(description).contains("\"openapi\"");
        List.of(
                        "/api/v1/views",
                        "/api/v1/members",
                        "/api/v1/links",
                        "/api/v1/counters",
                        "/api/v1/topics/{topic}",
                        "/api/v1/topics/{topic}/events",
                        "/ws/topics/{topic}",
                        "/healthz",
                        "/readyz",
                        "/metrics")
                .forEach(path -> assertThat(description).contains("\"" + path + "\""));
    }

    @Test
    void shouldPublishAndAnswerWithTheReceipt() {
        Group<String> group =
                Objects.requireNonNull(bee.topic("orders", Codec.utf8()).join().block(TestCluster.PATIENCE));
        Answer stable = http.post("/api/v1/topics/orders", "buy");
        assertThat(stable.status()).isEqualTo(200);
        assertThat(stable.body()).matches("\\{\"view\":\"2\\.1\",\"sequence\":1,\"groupSize\":1,\"rung\":\"stable\"}");
        assertThat(http.post("/api/v1/topics/orders?rung=accepted", "sell").body())
                .contains("\"rung\":\"accepted\"");
        assertThat(group.messages()
                        .take(2)
                        .map(message -> message.sender() + " " + message.payload())
                        .collectList()
                        .block(TestCluster.PATIENCE))
                .containsExactly("ant buy", "ant sell");
    }

    @Test
    void shouldRefuseWhatCannotBe() {
        bee.topic("fifo", Codec.utf8()).order(Order.FIFO).join().block(TestCluster.PATIENCE);
        assertThat(http.post("/api/v1/topics/fifo?order=safe", "x")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.headers().get("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"outcome\":\"NOT_SENT\"");
        });
        assertThat(http.post("/api/v1/topics/fifo?rung=high", "x")).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("rung must be one of accepted, ordered, delivered, stable");
        });
        assertThat(http.post("/api/v1/topics/fifo?timeoutMs=0", "x").status()).isEqualTo(400);
        assertThat(http.post("/api/v1/topics/a%20b", "x").status()).isEqualTo(404);
        assertThat(http.get("/api/v1/nothing").status()).isEqualTo(404);
        assertThat(http.get("/ws/topics/fifo").status()).isEqualTo(426);
        assertThat(http.send("DELETE", "/api/v1/views", new byte[0])).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.headers().get("Allow")).isEqualTo("GET");
        });
        assertThat(http.get("/api/v1/topics/fifo").headers().get("Allow")).isEqualTo("POST");
        assertThat(http.with("Accept", "application/xml").get("/api/v1/views").status())
                .isEqualTo(406);
        assertThat(http.with("Accept", "text/html, */*;q=0.1")
                        .get("/api/v1/views")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefusePayloadsThatAreTooLarge() {
        byte[] largest = new byte[Bus.MAX_PAYLOAD];
        assertThat(http.send("POST", "/api/v1/topics/large", largest).status()).isEqualTo(200);
        Answer refused = http.send("POST", "/api/v1/topics/large", new byte[Bus.MAX_PAYLOAD + 1]);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body()).contains("262144 bytes");
        assertThat(http.with("Transfer-Encoding", "chunked")
                        .send("POST", "/api/v1/topics/large", new byte[2 * Bus.MAX_PAYLOAD])
                        .status())
                .isEqualTo(413);
    }

    @Test
    void shouldLetInOnlyWhoKnowsTheToken() {
        Http closed = cluster.serve(ant, gateway -> gateway.token(TOKEN));
        assertThat(closed.get("/").status()).isEqualTo(200);
        assertThat(closed.get("/healthz").status()).isEqualTo(200);
        for (String path : List.of("/api/v1/views", "/api/v1/counters", "/metrics", "/ws/topics/x", "/nothing")) {
            Answer refused = closed.get(path);
            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.headers().get("WWW-Authenticate")).startsWith("Bearer");
        }
        assertThat(closed.post("/api/v1/topics/x", "y").status()).isEqualTo(401);
        assertThat(closed.with("Authorization", "Bearer " + TOKEN + "0")
                        .get("/metrics")
                        .status())
                .isEqualTo(401);
        assertThat(closed.with("Authorization", "Basic " + TOKEN)
                        .get("/metrics")
                        .status())
                .isEqualTo(401);
        assertThat(closed.with("Authorization", "Bearer " + TOKEN)
                        .get("/metrics")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefusePagesOfOthers() {
        assertThat(http.with("Host", "evil.example").get("/api/v1/views").status())
                .isEqualTo(403);
        assertThat(http.with("Host", "127.0.0.1.evil.example")
                        .get("/api/v1/views")
                        .status())
                .isEqualTo(403);
        assertThat(http.with("Origin", "https://evil.example")
                        .post("/api/v1/topics/x", "y")
                        .status())
                .isEqualTo(403);
        assertThat(http.with("Origin", "null").post("/api/v1/topics/x", "y").status())
                .isEqualTo(403);
        String own = http.uri().toString().replaceFirst("/$", "");
        assertThat(http.with("Origin", own).post("/api/v1/topics/x", "y").status())
                .isEqualTo(200);
    }
}
