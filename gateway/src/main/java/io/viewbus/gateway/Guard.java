/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.viewbus.gateway.Gateway.Settings;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Who may ask: those who know the token, and no web page of somebody else. A browser sends requests for any page to anywhere; it tells
 * in {@code Host} and {@code Origin} for whom.
 */
final class Guard {

    private static final String BEARER = "bearer ";

    private final boolean isLocal;
    private final byte @Nullable [] tokenHash;

    Guard(Settings settings) {
        this.isLocal = Exposure.isLoopback(settings.host());
        this.tokenHash = settings.token() == null ? null : sha256(settings.token());
    }

    /** Refuses requests for another host than this one, and those that pages of others make. */
    void requireOwnPage(HttpServerRequest request) {
        String host = request.requestHeaders().get(HttpHeaderNames.HOST);
        if (host == null || (isLocal && !isLocalName(host))) {
            // A name that somebody lets point to 127.0.0.1 would make a page of his our own.
            throw new Problem(403, "this gateway is for this machine only; ask for it as 127.0.0.1 or localhost");
        }
        String origin = request.requestHeaders().get(HttpHeaderNames.ORIGIN);
        boolean isRead = request.method().equals(HttpMethod.GET)
                && !request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
        if (origin != null && !isRead && !host.equalsIgnoreCase(hostOf(origin))) {
            throw new Problem(403, "pages of other sites may not publish here");
        }
    }

    private static boolean isLocalName(String host) {
        String name = host.replaceFirst(":[0-9]{1,5}$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.equals("[::1]")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }

    private static @Nullable String hostOf(String origin) {
        try {
            return new URI(origin).getRawAuthority();
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Refuses those who do not know the token; takes the same time for every wrong one. */
    void requireToken(HttpServerRequest request) {
        if (tokenHash == null) {
            return;
        }
        String header = request.requestHeaders().get(HttpHeaderNames.AUTHORIZATION);
        boolean isBearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        String token =
                isBearer && header != null ? header.substring(BEARER.length()).strip() : "";
        if (!MessageDigest.isEqual(tokenHash, sha256(token))) {
            throw new Problem(
                            401,
                            header == null
                                    ? "a token is needed: Authorization: Bearer TOKEN"
                                    : "this is not the token of this gateway")
                    .with("WWW-Authenticate", "Bearer realm=\"viewbus\"");
        }
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JVM has it.
        }
    }
}
