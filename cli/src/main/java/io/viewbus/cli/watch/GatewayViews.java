/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.CommandFailure;
import io.viewbus.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Prints the views that a gateway tells of, with the time, the duration and the cause of each. */
public final class GatewayViews {

    private static final String VIEWS = "api/v1/views";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);
    private static final int ATTEMPTS = 10;

    private final GatewayClient gateway;
    private final PrintWriter out;
    private final boolean json;
    private final ViewLine line = new ViewLine(ZoneId.systemDefault());
    private @Nullable String lastId;

    GatewayViews(GatewayClient gateway, boolean json, PrintWriter out) {
        this.gateway = gateway;
        this.json = json;
        this.out = out;
    }

    /**
     * Prints the latest view, or all that the gateway still knows, oldest first.
     *
     * @param all whether to print all
     */
    public void printLatest(boolean all) {
        List<JsonValue> views = gateway.get(VIEWS).get("views").items();
        for (JsonValue view : all || views.isEmpty() ? views : views.subList(views.size() - 1, views.size())) {
            print(view);
        }
    }

    /** Prints the current view and each later one, and misses none while the gateway is away for a moment. */
    public void follow() {
        int failures = 0;
        while (!out.checkError()) {
            try (InputStream events = gateway.follow(VIEWS, lastId)) {
                failures = 0;
                read(events);
            } catch (IOException e) {
                failures++;
            } catch (CommandFailure e) {
                failures++;
                if (lastId == null || e.exitCode() != ExitCode.USAGE || failures > ATTEMPTS) {
                    throw lastId == null ? e : new CommandFailure(ExitCode.LOST, String.valueOf(e.getMessage()), e);
                }
            }
            if (failures > 0) {
                Mono.delay(BETWEEN_ATTEMPTS).block();
            }
        }
    }

    private void read(InputStream events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
        String type = "";
        String id = null;
        String text;
        while ((text = lines.readLine()) != null && !out.checkError()) {
            if (text.startsWith("id: ")) {
                id = text.substring("id: ".length());
            } else if (text.startsWith("event: ")) {
                type = text.substring("event: ".length());
            } else if (text.startsWith("data: ")) {
                onEvent(type, JsonValue.parse(text.substring("data: ".length())));
                lastId = id == null ? lastId : id;
            }
        }
        throw new IOException("the gateway closed the stream");
    }

    private void onEvent(String type, JsonValue data) {
        if (type.equals("view")) {
            print(data);
        } else if (type.equals("end")) {
            throw new CommandFailure(
                    ExitCode.LOST, "the views end: " + data.get("reason").text());
        }
    }

    private void print(JsonValue view) {
        out.print((json ? view.json() : line.write(view)) + "\n");
        out.flush();
    }
}
