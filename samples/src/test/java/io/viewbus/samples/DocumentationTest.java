/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Keeps the documents from rotting. Each Java snippet stands below a line {@code <!-- sample: Chat#talk -->} and equals that
 * region of the compiled sample, or, without {@code #}, the whole file after its package.
 */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path SAMPLES = Path.of("src/main/java/io/viewbus/samples");
    private static final Pattern MARKER = Pattern.compile("<!-- sample: (\\w+)(?:#(\\w+))? -->");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern REQUIREMENT = Pattern.compile("^\\*\\*VS-(\\d+)\\*\\*", Pattern.MULTILINE);
    private static final Pattern CLASS = Pattern.compile("\\*([A-Z][a-z]\\w+)\\*(?!\\*)");
    private static final Pattern CITED = Pattern.compile("VS-(\\d+)");

    @Test
    void snippets_areThoseOfTheSamples() {
        int snippets = 0;
        for (Path document : documents()) {
            List<String> lines = read(document).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).equals("```java")) {
                    String where = ROOT.relativize(document) + ":" + (i + 1);
                    assertThat(block(lines, i + 1)).as(where).isEqualTo(sample(where, lines.get(i - 1)));
                    snippets++;
                }
            }
        }
        assertThat(snippets).as("snippets found").isGreaterThanOrEqualTo(3);
    }

    @Test
    void links_leadToFiles() {
        List<String> broken = new ArrayList<>();
        for (Path document : documents()) {
            for (MatchResult link : LINK.matcher(read(document)).results().toList()) {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    broken.add(ROOT.relativize(document) + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void requirements_haveOneNumberEachAndAreCitedOnlyIfTheyExist() {
        List<Integer> numbers = REQUIREMENT
                .matcher(read(ROOT.resolve("docs/PROTOCOL.md")))
                .results()
                .map(found -> Integer.valueOf(found.group(1)))
                .toList();
        assertThat(numbers).isNotEmpty();
        // Code and tests cite the numbers, so that a new requirement gets the next one wherever it stands.
        assertThat(numbers).doesNotHaveDuplicates().contains(1).allMatch(number -> number <= 200);
        TreeSet<Integer> unknown = new TreeSet<>();
        for (Path document : documents()) {
            CITED.matcher(read(document)).results().forEach(cited -> unknown.add(Integer.valueOf(cited.group(1))));
        }
        unknown.removeAll(numbers);
        assertThat(unknown).isEmpty();
    }

    @Test
    void requirements_nameClassesThatExist() throws IOException {
        TreeSet<String> named = new TreeSet<>();
        CLASS.matcher(read(ROOT.resolve("docs/PROTOCOL.md"))).results().forEach(found -> named.add(found.group(1)));
        named.remove("Paxos");
        assertThat(named).hasSizeGreaterThan(10);
        try (Stream<Path> files = Files.walk(ROOT)) {
            files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .forEach(named::remove);
        }
        assertThat(named).isEmpty();
    }

    private static String sample(String where, String markerLine) {
        Matcher marker = MARKER.matcher(markerLine);
        assertThat(marker.matches())
                .as(where + ": the line before names the sample")
                .isTrue();
        List<String> source =
                read(SAMPLES.resolve(marker.group(1) + ".java")).lines().toList();
        String region = marker.group(2);
        int from = region == null ? 3 : indexOf(source, "// tag::" + region + "[]") + 1;
        int to = region == null ? source.size() : indexOf(source, "// end::" + region + "[]");
        return normalize(source.subList(from, to));
    }

    private static int indexOf(List<String> source, String tag) {
        for (int i = 0; i < source.size(); i++) {
            if (source.get(i).strip().equals(tag)) {
                return i;
            }
        }
        throw new AssertionError("there is no " + tag);
    }

    private static String block(List<String> lines, int from) {
        return normalize(
                lines.subList(from, from + lines.subList(from, lines.size()).indexOf("```")));
    }

    private static String normalize(List<String> lines) {
        return String.join("\n", lines).stripIndent().strip();
    }

    private static List<Path> documents() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
