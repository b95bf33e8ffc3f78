/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import io.viewbus.testkit.mutant.Mutant.Edit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sources that this program was built from, and the mutants among them. */
final class Checkout {

    private static final String MUTANTS = "testkit/src/main/mutants";
    private static final String END = ".mutant";
    private static final String SCENARIOS = "testkit/src/test/resources/scenarios";

    private final Path root;

    Checkout(Path root) {
        this.root = root;
    }

    /**
     * Finds the checkout in whose target folder this program lies.
     *
     * @throws IllegalStateException if there is none
     */
    static Checkout find() {
        try {
            Path here = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (@Nullable Path path = here; path != null; path = path.getParent()) {
                if (Files.isDirectory(path.resolve(MUTANTS))) {
                    return new Checkout(path);
                }
            }
            throw new IllegalStateException("mutants need the sources, and " + here + " is not in a checkout");
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns all mutants, in the order of their names. */
    List<Mutant> mutants() {
        try (Stream<Path> files = Files.list(root.resolve(MUTANTS))) {
            List<Path> sorted =
                    files.filter(file -> file.toString().endsWith(END)).sorted().toList();
            List<Mutant> mutants = new ArrayList<>();
            for (Path file : sorted) {
                String name = String.valueOf(file.getFileName());
                mutants.add(
                        MutantFile.parse(name.substring(0, name.length() - END.length()), Files.readAllLines(file)));
            }
            return mutants;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the scenarios whose names begin so, each as its name and its lines, in the order of their names. */
    List<List<String>> scenarios(String beginning) {
        try (Stream<Path> files = Files.list(root.resolve(SCENARIOS))) {
            List<List<String>> scenarios = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.startsWith(beginning)) {
                    List<String> text = new ArrayList<>(List.of(name));
                    text.addAll(Files.readAllLines(file));
                    scenarios.add(text);
                }
            }
            return scenarios;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the changed sources of a mutant, by their names from the root.
     *
     * @throws IllegalStateException if a text that should be changed is not there exactly once: the source moved on and the
     *     mutant did not
     */
    Map<String, String> apply(Mutant mutant) {
        Map<String, String> sources = new TreeMap<>();
        for (Edit edit : mutant.edits()) {
            String source = sources.getOrDefault(edit.file(), read(edit.file()));
            int at = source.indexOf(edit.find());
            if (at < 0 || source.indexOf(edit.find(), at + 1) >= 0) {
                throw new IllegalStateException("mutant " + mutant.name() + " does not fit any more: " + edit.file()
                        + " has " + (at < 0 ? "no" : "more than one") + " \"" + edit.find() + "\"");
            }
            String after = source.substring(at + edit.find().length());
            sources.put(edit.file(), source.substring(0, at) + edit.replace() + after);
        }
        return sources;
    }

    private String read(String file) {
        try {
            return Files.readString(root.resolve(file)).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
