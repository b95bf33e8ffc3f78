/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.cli.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway said. What is not there is nothing, and never an exception: the gateway may be of another version.
 *
 * @param raw a map, list, string, number or boolean; null for nothing
 */
record JsonValue(@Nullable Object raw) {

    static JsonValue parse(String text) {
        return new JsonValue(new JsonReader(text).read());
    }

    JsonValue get(String key) {
        return new JsonValue(raw instanceof Map<?, ?> map ? map.get(key) : null);
    }

    boolean isNothing() {
        return raw == null;
    }

    /** Returns the items of an array, nothing for others. */
    List<JsonValue> items() {
        return raw instanceof List<?> list ? list.stream().map(JsonValue::new).toList() : List.of();
    }

    /** Returns the strings of an array. */
    List<String> texts() {
        return items().stream().map(JsonValue::text).toList();
    }

    String text() {
        return raw == null ? "" : raw.toString();
    }

    /** Returns the number; not a number if it is none. */
    double number() {
        return raw instanceof Double number ? number : Double.NaN;
    }

    /** Returns the whole number, 0 if it is none. */
    long whole() {
        return raw instanceof Double number ? Math.round(number) : 0;
    }

    boolean isTrue() {
        return Boolean.TRUE.equals(raw);
    }

    /** Writes it on one line. */
    String json() {
        return write(raw);
    }

    private static String write(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> JsonObject.quote(String.valueOf(entry.getKey())) + ":" + write(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        } else if (value instanceof List<?> list) {
            return list.stream().map(JsonValue::write).collect(Collectors.joining(",", "[", "]"));
        } else if (value instanceof String text) {
            return JsonObject.quote(text);
        } else if (value instanceof Double number && number == Math.rint(number) && Math.abs(number) < 1e15) {
            return Long.toString(Math.round(number));
        }
        return String.valueOf(value);
    }
}
