/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One line of a scenario, read word by word. */
final class Words {

    private static final String NAME = "[a-z][a-z0-9]*";
    private static final Set<String> UNITS = Set.of("ms", "s", "min", "h");

    private final String place;
    private final List<String> words;
    private int next;

    Words(String place, String text) {
        this(place, Arrays.asList(text.trim().split("\\s+")));
    }

    private Words(String place, List<String> words) {
        this.place = place;
        this.words = words;
    }

    String place() {
        return place;
    }

    boolean hasMore() {
        return next < words.size();
    }

    /** Returns the next word without taking it, or an empty one at the end. */
    String peek() {
        return hasMore() ? words.get(next) : "";
    }

    String take(String what) {
        if (!hasMore()) {
            throw error(what + " is missing");
        }
        return words.get(next++);
    }

    /** Takes the word if it is next. */
    boolean takeIf(String word) {
        boolean found = peek().equals(word);
        next += found ? 1 : 0;
        return found;
    }

    void require(String word) {
        if (!takeIf(word)) {
            throw error("\"" + word + "\" expected" + (hasMore() ? ", not \"" + peek() + "\"" : " at the end"));
        }
    }

    void requireEnd() {
        if (hasMore()) {
            throw error("\"" + peek() + "\" is too much here");
        }
    }

    String name() {
        String word = take("a name");
        if (!word.matches(NAME)) {
            throw error("\"" + word + "\" is no name");
        }
        return word;
    }

    /** Takes names up to the first of some words, or to the end. */
    List<String> names(String... ends) {
        List<String> names = new ArrayList<>();
        while (hasMore() && !Arrays.asList(ends).contains(peek())) {
            names.add(name());
        }
        if (names.isEmpty()) {
            throw error("names expected" + (hasMore() ? " before \"" + peek() + "\"" : " at the end"));
        }
        return names;
    }

    /** Takes a topic, or many whose names begin the same: {@code 3 topics t} are t1, t2 and t3. */
    List<String> topics() {
        if (!peek().matches("\\d+")) {
            return List.of(name());
        }
        int count = number();
        require("topics");
        String name = name();
        return IntStream.rangeClosed(1, count).mapToObj(i -> name + i).toList();
    }

    /** Takes names, or {@code *} for everybody, which is told by an empty list. */
    List<String> namesOrAll(String... ends) {
        return takeIf("*") ? List.of() : names(ends);
    }

    int number() {
        String word = take("a number");
        try {
            return Integer.parseInt(word);
        } catch (NumberFormatException e) {
            throw error("\"" + word + "\" is no number");
        }
    }

    int perMille() {
        String word = take("a percentage");
        if (!word.matches("\\d{1,3}%")) {
            throw error("\"" + word + "\" is no percentage");
        }
        return 10 * Integer.parseInt(word.substring(0, word.length() - 1));
    }

    long durationNs() {
        String word = take("a time");
        String unit = word.replaceFirst("^\\d{1,9}", "");
        if (!UNITS.contains(unit) || unit.equals(word)) {
            throw error("\"" + word + "\" is no time, as 500ms, 3s, 2min or 1h are");
        }
        return Long.parseLong(word.substring(0, word.length() - unit.length())) * nanosOf(unit);
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "min" -> 60_000_000_000L;
            default -> 3_600_000_000_000L;
        };
    }

    String rest() {
        String rest = String.join(" ", words.subList(next, words.size()));
        next = words.size();
        return rest;
    }

    /** Splits off what follows a word; that word is in neither part. Returns null if it does not occur. */
    @Nullable
    Words splitAt(String word) {
        int at = words.indexOf(word);
        if (at < 0) {
            return null;
        }
        return new Words(place, words.subList(at + 1, words.size()));
    }

    Words before(String word) {
        int at = words.indexOf(word);
        return at < 0 ? this : new Words(place, words.subList(0, at));
    }

    ScenarioException error(String problem) {
        return new ScenarioException(place, problem);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }
}
