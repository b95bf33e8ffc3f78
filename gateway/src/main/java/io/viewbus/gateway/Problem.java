/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.TopicException;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Outcome;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Why a request is refused: a status, one sentence, and headers that help. Told as RFC 9457 says. */
final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER = "Retry-After";

    private final int status;
    private final transient Map<String, String> headers = new LinkedHashMap<>();
    private final @Nullable Outcome outcome;

    Problem(int status, String sentence) {
        this(status, sentence, null);
    }

    private Problem(int status, String sentence, @Nullable Outcome outcome) {
        super(sentence, null, false, false);
        this.status = status;
        this.outcome = outcome;
    }

    Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    String json() {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("status", status);
        problem.put("detail", String.valueOf(getMessage()));
        if (outcome != null) {
            problem.put("outcome", outcome.name());
        }
        return Json.write(problem);
    }

    static Problem notReady() {
        return new Problem(503, "this member has no quorum, or is over: nothing was sent", Outcome.NOT_SENT)
                .with(RETRY_AFTER, "1");
    }

    /** Translates what went wrong; null if nobody foresaw it. */
    static @Nullable Problem of(Throwable error) {
        if (error instanceof Problem problem) {
            return problem;
        }
        if (error instanceof TimeoutException) {
            return new Problem(504, "no receipt came in time; the message may still be delivered", Outcome.UNKNOWN);
        }
        return error instanceof ClusterException cluster ? of(cluster) : null;
    }

    private static Problem of(ClusterException error) {
        Problem problem = new Problem(statusOf(error), String.valueOf(error.getMessage()), error.outcome());
        return problem.status == 503 || problem.status == 429 ? problem.with(RETRY_AFTER, "1") : problem;
    }

    private static int statusOf(ClusterException error) {
        if (error instanceof TopicException.PayloadRejected) {
            return 413;
        }
        if (error instanceof TopicException.Overloaded) {
            return 429;
        }
        if (error instanceof TopicException.ViewChanged) {
            return 412;
        }
        return error instanceof TopicException ? 409 : 503;
    }
}
