/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The dashboard: one page that needs nothing else, made of its three files. Its policy lets run exactly the script that is in it, by
 * its hash, and lets it ask only where it came from.
 */
final class Page {

    private final byte[] html;
    private final String policy;

    private Page(byte[] html, String policy) {
        this.html = html;
        this.policy = policy;
    }

    static Page load() {
        String style = resource("dashboard.css");
        String script = resource("dashboard.js");
        String html = resource("dashboard.html").replace("/*style*/", style).replace("/*script*/", script);
        String policy = "default-src 'none'; script-src " + hash(script) + "; style-src " + hash(style)
                + "; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return new Page(html.getBytes(StandardCharsets.UTF_8), policy);
    }

    byte[] html() {
        return html;
    }

    String policy() {
        return policy;
    }

    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String inline) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(inline.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JVM has it.
        }
    }
}
