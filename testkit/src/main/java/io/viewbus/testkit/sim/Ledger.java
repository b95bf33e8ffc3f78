/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a member asked its messaging for and has no answer to yet (D13): each question ends with exactly one answer. */
final class Ledger {

    private final TreeMap<Long, String> open = new TreeMap<>();
    private final Consumer<String> onMistake;
    private long nextToken = 1;

    Ledger(Consumer<String> onMistake) {
        this.onMistake = onMistake;
    }

    long ask(String what) {
        open.put(nextToken, what);
        return nextToken++;
    }

    /** The command was not taken, so no answer will come. */
    void withdraw(long token) {
        open.remove(token);
    }

    void accepted(long token) {
        if (!open.containsKey(token)) {
            onMistake.accept("accepted token " + token + ", which is not open");
        }
    }

    @Nullable
    String answered(long token, String answer) {
        String what = open.remove(token);
        if (what == null) {
            onMistake.accept("answered token " + token + " a second time: " + answer);
        }
        return what;
    }

    boolean isEmpty() {
        return open.isEmpty();
    }

    @Override
    public String toString() {
        return open.toString();
    }
}
