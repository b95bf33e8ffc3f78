/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of the form {@code name=value}, in which processes tell each other figures. */
public final class Pairs {

    private final Map<String, String> values = new LinkedHashMap<>();

    private Pairs(List<String> words) {
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("\"" + word + "\" is not of the form name=value");
            }
            values.put(parts[0], parts[1]);
        }
    }

    /**
     * Reads them.
     *
     * @param words the pairs
     * @return values by name
     */
    public static Pairs parse(List<String> words) {
        return new Pairs(words);
    }

    /**
     * Reads them.
     *
     * @param line the pairs with blanks in between
     * @return values by name
     */
    public static Pairs parse(String line) {
        return new Pairs(List.of(line.trim().split(" +", -1)));
    }

    /**
     * Returns a value.
     *
     * @param name its name
     * @return the value
     * @throws IllegalArgumentException if nothing was said of it
     */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing was said of " + name);
        }
        return value;
    }

    /**
     * Returns a number.
     *
     * @param name its name
     * @return the value
     */
    public int number(String name) {
        return Integer.parseInt(get(name));
    }

    /**
     * Returns a large number.
     *
     * @param name its name
     * @return the value
     */
    public long large(String name) {
        return Long.parseLong(get(name));
    }

    /**
     * Tells whether something was said.
     *
     * @param name of what
     * @return true if so
     */
    public boolean has(String name) {
        return values.containsKey(name);
    }
}
