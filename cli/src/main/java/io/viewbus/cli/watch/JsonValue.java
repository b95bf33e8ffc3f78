/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import java.util.List;
import java.util.Map;
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
}
