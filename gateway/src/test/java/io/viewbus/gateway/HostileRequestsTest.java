/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.Bus;
import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever means harm gets a clear status, and the bus does not notice. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestsTest {

    private static final Limits TIGHT = Limits.DEFAULTS.withConnections(4).withIdle(Duration.ofMillis(500));

    private final TestCluster cluster = new TestCluster();
    private Bus bus;
    private Http http;
    private Http tight;

    @BeforeAll
    void connect() {
        bus = cluster.connect("ant");
        http = cluster.serve(bus);
        tight = cluster.serve(bus, gateway -> gateway.limits(TIGHT));
    }

    @AfterAll
    void close() {
        assertThat(bus.isDisposed()).isFalse();
        assertThat(http.get("/healthz").status()).isEqualTo(200);
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/../../etc/passwd, 404",
        "/%2e%2e/%2e%2e/etc/passwd, 404",
        "/api/v1/topics/..%2f..%2fx/events, 404",
        "/api/v1/topics/a%00b/events, 404",
        "/api/v1//views, 404",
        "/api/v1/views/, 404",
        "//evil.example/, 404",
        "/api/v1/topics//events, 404",
        "/dashboard.js, 404",
        "/API/v1/views, 404",
        "/?%zz, 400",
        "/api/v1/views?since=%, 400"
    })
    void pathTricksShouldFindNothing(String path, int status) throws IOException {
        assertThat(http.firstLine("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void malformedRequestsShouldBeRefused() throws IOException {
        assertThat(http.firstLine("GARBAGE\r\n\r\n")).startsWith("HTTP/1.1 400 ");
        assertThat(http.firstLine("GET / HTTP/1.1\r\nHost: localhost\r\nno colon\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(http.firstLine("GET / HTTP/1.1\r\n\r\n")).startsWith("HTTP/1.1 4");
        assertThat(http.firstLine("POST /api/v1/topics/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
                        + "Content-Length: 6\r\n\r\nhello"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(http.firstLine("POST /api/v1/topics/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
        assertThat(http.firstLine("\u0016\u0003\u0001\u0002\u0000\u0001\u0000\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void oversizedRequestsShouldBeRefused() throws IOException {
        assertThat(http.firstLine("GET /" + "x".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 414 ");
        assertThat(http.firstLine("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(9000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ");
        assertThat(http.firstLine(
                        "POST /api/v1/topics/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @Test
    void slowRequestsShouldNotHoldAConnection() throws IOException {
        assertThat(tight.firstLine("GET / HTTP/1.1\r\nHost: local")).startsWith("HTTP/1.1 408 ");
        assertThat(tight.firstLine("")).isEmpty();
        assertThat(tight.firstLine(
                        "POST /api/v1/topics/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nhello"))
                .startsWith("HTTP/1.1 408 ");
    }

    @Test
    void tooManyConnectionsShouldBeTurnedAway() throws IOException {
        List<Socket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < TIGHT.connections(); i++) {
                sockets.add(tight.raw(
                        "GET /api/v1/views HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"));
                assertThat(sockets.get(i).getInputStream().read()).isEqualTo('H');
            }
            assertThat(tight.firstLine("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .startsWith("HTTP/1.1 503 ");
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        Awaitility.await()
                .atMost(TestCluster.PATIENCE)
                .untilAsserted(() -> assertThat(tight.firstLine("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                        .startsWith("HTTP/1.1 200 "));
    }

    @Test
    void aGatewayShouldNotLeaveThisMachineUnprotected() {
        Gateway everywhere = Gateway.create().bind("0.0.0.0", 0);
        assertThatThrownBy(everywhere::check)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("without TLS and a token", "ssh -L");
        assertThatThrownBy(() -> everywhere.token("0123456789abcdef").startNow(bus, TestCluster.PATIENCE))
                .hasMessageContaining("without TLS, ");
        assertThatThrownBy(() -> Gateway.create().token("short")).hasMessageContaining("openssl rand -hex 32");
    }

    @Test
    void aPortThatIsTakenShouldBeNamed() {
        Gateway same = Gateway.create().bind("127.0.0.1", http.uri().getPort());
        assertThatThrownBy(() -> same.startNow(bus, TestCluster.PATIENCE))
                .isInstanceOf(ClusterException.Environment.class)
                .hasMessageContaining("cannot listen at 127.0.0.1:" + http.uri().getPort());
    }
}
