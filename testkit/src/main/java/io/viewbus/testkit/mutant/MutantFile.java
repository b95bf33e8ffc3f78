/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import io.viewbus.testkit.mutant.Mutant.Edit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads a file of {@code src/main/mutants}; the README there describes it. */
final class MutantFile {

    private static final List<String> WORDS =
            List.of("title", "breaks", "notes", "expect", "policy", "scenario", "file");

    private final String name;
    private final Map<String, String> head = new TreeMap<>();
    private final List<Edit> edits = new ArrayList<>();
    private final List<String> find = new ArrayList<>();
    private final List<String> replace = new ArrayList<>();
    private State state = State.HEAD;

    private enum State {
        HEAD,
        FIND,
        REPLACE
    }

    private MutantFile(String name) {
        this.name = name;
    }

    /**
     * Reads a mutant.
     *
     * @param name the name of the file, without its end
     * @param lines what is in it
     * @throws IllegalArgumentException if that is not a mutant
     */
    static Mutant parse(String name, List<String> lines) {
        MutantFile file = new MutantFile(name);
        lines.forEach(file::take);
        return file.finish();
    }

    private void take(String line) {
        switch (state) {
            case HEAD -> takeHead(line);
            case FIND -> {
                if (line.equals("====")) {
                    state = State.REPLACE;
                } else {
                    find.add(line);
                }
            }
            case REPLACE -> {
                if (line.equals(">>>>")) {
                    finishEdit();
                } else {
                    replace.add(line);
                }
            }
        }
    }

    private void takeHead(String line) {
        int colon = line.indexOf(": ");
        if (line.equals("<<<<")) {
            state = State.FIND;
        } else if (colon > 0 && WORDS.contains(line.substring(0, colon))) {
            head.put(line.substring(0, colon), line.substring(colon + 2).strip());
        } else if (!line.isBlank()) {
            throw bad("cannot read the line \"" + line + "\"");
        }
    }

    private void finishEdit() {
        edits.add(new Edit(need("file"), String.join("\n", find), String.join("\n", replace)));
        find.clear();
        replace.clear();
        state = State.HEAD;
    }

    private Mutant finish() {
        if (state != State.HEAD || edits.isEmpty()) {
            throw bad("lacks a complete change: <<<<, what to find, ====, what to put there, >>>>");
        }
        need("breaks");
        need("notes");
        return new Mutant(
                name,
                need("title"),
                need("expect"),
                head.getOrDefault("policy", "primary"),
                head.getOrDefault("scenario", ""),
                List.copyOf(edits));
    }

    private String need(String word) {
        String value = head.get(word);
        if (value == null) {
            throw bad("lacks the line \"" + word + ": ...\"");
        }
        return value;
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException("mutant " + name + " " + what);
    }
}
