/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Writes one JSON object on one line; members come in the order in which they are put. */
public final class JsonObject {

    private final StringBuilder text = new StringBuilder("{");

    /**
     * Puts a string.
     *
     * @param key the name of the member
     * @param value its value
     * @return this
     */
    public JsonObject put(String key, String value) {
        return raw(key, quote(value));
    }

    /**
     * Puts a whole number.
     *
     * @param key the name of the member
     * @param value its value
     * @return this
     */
    public JsonObject put(String key, long value) {
        return raw(key, Long.toString(value));
    }

    /**
     * Puts a number, with three digits after the point at most.
     *
     * @param key the name of the member
     * @param value its value; what is no number becomes null
     * @return this
     */
    public JsonObject put(String key, double value) {
        boolean isNumber = !Double.isNaN(value) && !Double.isInfinite(value);
        return raw(key, isNumber ? Double.toString(Math.round(value * 1000) / 1000.0) : "null");
    }

    /**
     * Puts true or false.
     *
     * @param key the name of the member
     * @param value its value
     * @return this
     */
    public JsonObject put(String key, boolean value) {
        return raw(key, Boolean.toString(value));
    }

    /**
     * Puts an array of strings.
     *
     * @param key the name of the member
     * @param values its value
     * @return this
     */
    public JsonObject put(String key, List<String> values) {
        return raw(key, values.stream().map(JsonObject::quote).collect(Collectors.joining(",", "[", "]")));
    }

    /**
     * Puts an array of objects.
     *
     * @param key the name of the member
     * @param values its value
     * @return this
     */
    public JsonObject putAll(String key, List<JsonObject> values) {
        return raw(key, values.stream().map(JsonObject::toString).collect(Collectors.joining(",", "[", "]")));
    }

    private JsonObject raw(String key, String value) {
        if (text.length() > 1) {
            text.append(',');
        }
        text.append(quote(key)).append(':').append(value);
        return this;
    }

    /**
     * Quotes a string as JSON wants it (RFC 8259, section 7).
     *
     * @param value the string
     * @return the string in quotation marks
     */
    public static String quote(String value) {
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
