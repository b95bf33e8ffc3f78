/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many messages each sender sent in all, as the parent and the members tell each other: {@code 0:12,1:34}.
 *
 * @param bySender the number of messages by the number of the sender
 */
public record Targets(Map<Integer, Long> bySender) {

    /** Copies the map. */
    public Targets {
        bySender = Map.copyOf(bySender);
    }

    /**
     * Reads one.
     *
     * @param words pairs with commas in between
     * @return the numbers
     */
    public static Targets parse(String words) {
        Map<Integer, Long> numbers = new TreeMap<>();
        for (String pair : words.isEmpty() ? new String[0] : words.split(",", -1)) {
            String[] parts = pair.split(":", 2);
            numbers.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
        }
        return new Targets(numbers);
    }

    Set<Integer> senders() {
        return bySender.keySet();
    }

    long of(int sender) {
        return bySender.getOrDefault(sender, 0L);
    }

    long[] counts(int length) {
        long[] counts = new long[length];
        bySender.forEach((sender, count) -> counts[sender] = count);
        return counts;
    }

    /** Throws unless so many messages of a sender are what is wanted. */
    void require(int sender, long delivered) {
        if (delivered != of(sender)) {
            throw new IllegalStateException(
                    delivered + " of " + of(sender) + " messages of sender " + sender + " were delivered");
        }
    }

    /** Returns it as it is read. */
    @Override
    public String toString() {
        return new TreeMap<>(bySender)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + entry.getValue())
                        .collect(Collectors.joining(","));
    }
}
