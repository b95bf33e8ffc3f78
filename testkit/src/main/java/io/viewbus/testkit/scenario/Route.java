/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.net.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Directions between members: {@code a b -> c}, {@code a -> *}, or {@code a | b c | d} for both directions between all that stand on
 * different sides. Before it, {@code data} or {@code control} means one kind of stream.
 */
record Route(List<Lane> lanes, List<List<String>> sides, boolean oneWay) {

    private static final String ONE_WAY = "->";
    private static final String BOTH_WAYS = "|";

    static Route parse(Words words, String... ends) {
        List<Lane> lanes =
                words.takeIf("data") ? List.of(Lane.DATA) : words.takeIf("control") ? List.of(Lane.CONTROL) : Lane.BOTH;
        String[] stops = java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(ONE_WAY, BOTH_WAYS), java.util.stream.Stream.of(ends))
                .toArray(String[]::new);
        List<List<String>> sides = new ArrayList<>();
        sides.add(words.namesOrAll(stops));
        boolean oneWay = words.peek().equals(ONE_WAY);
        if (!oneWay && !words.peek().equals(BOTH_WAYS)) {
            throw words.error("\"->\" or \"|\" expected after the first names");
        }
        while (words.takeIf(oneWay ? ONE_WAY : BOTH_WAYS)) {
            sides.add(words.namesOrAll(stops));
        }
        return new Route(lanes, sides, oneWay);
    }

    void each(Scene scene, BiConsumer<String, String> action) {
        for (int i = 0; i < sides.size(); i++) {
            for (int j = 0; j < sides.size(); j++) {
                if (oneWay ? i < j : i != j) {
                    pairs(scene.namesOrAll(sides.get(i)), scene.namesOrAll(sides.get(j)), action);
                }
            }
        }
    }

    private static void pairs(List<String> from, List<String> to, BiConsumer<String, String> action) {
        for (String sender : from) {
            for (String receiver : to) {
                if (!sender.equals(receiver)) {
                    action.accept(sender, receiver);
                }
            }
        }
    }
}
