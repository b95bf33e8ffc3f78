/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.CommandFailure;
import io.viewbus.cli.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Asks the gateway of a member. */
final class GatewayClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI base;
    private final @Nullable String token;

    /**
     * Makes a client.
     *
     * @param base where the gateway listens, ending in a slash
     * @param token what it wants to be told; null for nothing
     */
    GatewayClient(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /**
     * Gets a document.
     *
     * @param path below the base, without a slash at its start
     * @return the answer
     * @throws CommandFailure if nobody answers, or the answer is no
     */
    JsonValue get(String path) {
        HttpResponse<InputStream> response =
                send(request(path).header("Accept", "application/json").timeout(PATIENCE));
        return parse(response, path);
    }

    /**
     * Opens a stream of server-sent events.
     *
     * @param path below the base
     * @param lastEventId the id of the last event that is known, null for none
     * @return the events as they come; to be closed
     * @throws CommandFailure if nobody answers, or the answer is no
     */
    InputStream follow(String path, @Nullable String lastEventId) {
        HttpRequest.Builder request = request(path).header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<InputStream> response = send(request);
        if (response.statusCode() != 200) {
            parse(response, path);
        }
        return response.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return request;
    }

    private HttpResponse<InputStream> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw silence(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.FAILED, "interrupted while it asked " + base, e);
        }
    }

    private CommandFailure silence(IOException e) {
        String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new CommandFailure(
                ExitCode.USAGE,
                "no gateway answers at " + base + " (" + why + "): start a member with viewbus agent --http,"
                        + " or name another with --http",
                e);
    }

    private JsonValue parse(HttpResponse<InputStream> response, String path) {
        JsonValue answer = read(response, path);
        if (response.statusCode() == 401) {
            throw new CommandFailure(
                    ExitCode.FAILED, base + " lets only those in who know its token: give --token-file");
        }
        if (response.statusCode() != 200) {
            String detail = answer.get("detail").text();
            throw new CommandFailure(
                    ExitCode.FAILED,
                    base + " answers " + response.statusCode() + (detail.isEmpty() ? "" : ": " + detail));
        }
        return answer;
    }

    private JsonValue read(HttpResponse<InputStream> response, String path) {
        try (InputStream body = response.body()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER);
            if (body.read() >= 0) {
                throw new IOException("its answer is larger than " + LARGEST_ANSWER + " bytes");
            }
            return JsonValue.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw silence(e);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    base.resolve(path) + " is no gateway of Viewbus: it answers " + response.statusCode() + ", and "
                            + e.getMessage(),
                    e);
        }
    }

    /** Returns where it asks. */
    @Override
    public String toString() {
        return base.toString();
    }
}
