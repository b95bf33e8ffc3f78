/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A member with a gateway, as a process. */
@Execution(ExecutionMode.CONCURRENT)
class AgentIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path directory;

    @Test
    void agent_servesWhatItSees() throws IOException {
        try (TestCluster cluster = new TestCluster(directory)) {
            Command ant = cluster.start("agent", "--member", "ant", "--http", "127.0.0.1:0")
                    .awaitLine("the dashboard", line -> line.startsWith("dashboard http://127.0.0.1:"));
            String uri = ant.lines().get(0).substring("dashboard ".length());
            Command bee = cluster.start("agent", "--member", "bee");
            ant.awaitView("ant bee");
            bee.awaitView("ant bee");
            awaitBody(uri + "readyz", "ready");
            awaitBody(uri + "metrics", "viewbus_members{");

            bee.kill();
            awaitBody(uri + "api/v1/views", "\"member\":\"bee\",\"cause\":\"process_ended\"");
            ant.terminate();
            assertThat(ant.awaitExit()).as(ant::toString).isEqualTo(143);
            assertThat(ant.errors()).isEmpty();
            assertThat(bee.errors()).isEmpty();
        }
    }

    private void awaitBody(String uri, String part) {
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .untilAsserted(() -> {
                    HttpRequest request =
                            HttpRequest.newBuilder(URI.create(uri)).build();
                    assertThat(client.send(request, HttpResponse.BodyHandlers.ofString())
                                    .body())
                            .contains(part);
                });
    }
}
