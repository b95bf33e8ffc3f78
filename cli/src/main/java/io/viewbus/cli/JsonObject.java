/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Writes one JSON object on one line. */
final class JsonObject {

    private final StringBuilder text = new StringBuilder("{");

    JsonObject put(String key, String value) {
        return raw(key, quote(value));
    }

    JsonObject put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    JsonObject put(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    JsonObject put(String key, List<String> values) {
        return raw(key, values.stream().map(JsonObject::quote).collect(Collectors.joining(",", "[", "]")));
    }

    private JsonObject raw(String key, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quote(key)).append(':').append(value);
        return this;
    }

    /** Quotes a string as JSON wants it (RFC 8259, section 7). */
    static String quote(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            escape(value.charAt(i), quoted);
        }
        return quoted.append('"').toString();
    }

    private static void escape(char c, StringBuilder out) {
        if (c == '"' || c == '\\') {
            out.append('\\').append(c);
        } else if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
