/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.args;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a command line, which are taken one after another. Whatever makes no sense is an
 * {@link IllegalArgumentException} whose message is meant for who wrote it. For one thread.
 */
public final class CommandLine {

    private static final int MOST_THREADS = 1024;

    private final Deque<String> rest;
    private final Set<String> said = new HashSet<>();

    /**
     * Makes a command line.
     *
     * @param words its words
     */
    public CommandLine(List<String> words) {
        rest = new ArrayDeque<>(words);
    }

    /**
     * Tells whether all words were taken.
     *
     * @return whether there is none left
     */
    public boolean isEmpty() {
        return rest.isEmpty();
    }

    /**
     * Takes the next word as an option. Said twice, one of the two would be forgotten in silence.
     *
     * @return the option
     */
    public String option() {
        String option = rest.remove();
        if (!said.add(option)) {
            throw new IllegalArgumentException(option + " is there twice");
        }
        return option;
    }

    /**
     * Takes what an option is about.
     *
     * @param option the option
     * @param what what it needs, to say so if it is missing
     * @return the word
     */
    public String word(String option, String what) {
        if (rest.isEmpty() || rest.element().startsWith("--")) {
            throw new IllegalArgumentException(option + " needs " + what);
        }
        return rest.remove();
    }

    /**
     * Takes the number that an option is about.
     *
     * @param option the option
     * @param least the least that makes sense
     * @param most the most
     * @return the number
     */
    public long number(String option, long least, long most) {
        return number(option, word(option, "a number"), least, most);
    }

    /**
     * Takes a number of threads.
     *
     * @param option the option
     * @return the number
     */
    public int threads(String option) {
        return (int) number(option, 1, MOST_THREADS);
    }

    /**
     * Reads a number.
     *
     * @param option the option that it is for
     * @param text what should be one
     * @param least the least that makes sense
     * @param most the most
     * @return the number
     */
    public static long number(String option, String text, long least, long most) {
        if (!text.matches("[+-]?[0-9]+")) {
            throw new IllegalArgumentException(option + " needs a number, not " + text);
        }
        String range = option + " must be " + least + " to " + most + ", not " + text;
        try {
            long value = Long.parseLong(text);
            if (value < least || value > most) {
                throw new IllegalArgumentException(range);
            }
            return value;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(range, e); // it has more digits than a long
        }
    }
}
