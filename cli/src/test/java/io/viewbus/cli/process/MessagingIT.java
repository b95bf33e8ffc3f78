/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Three subscribers and two publishers as processes: whoever is killed, the survivors print the same. */
@Execution(ExecutionMode.CONCURRENT)
class MessagingIT {

    private static final int LINES = 3_000;
    private static final String COMMON_VIEW = "[ant bee cat]";

    @TempDir
    Path directory;

    private TestCluster cluster;
    private Command ant;
    private Command bee;
    private Command cat;

    @BeforeEach
    void startSubscribers() {
        cluster = new TestCluster(directory);
        ant = cluster.subscribe("ant", "news").awaitView("ant");
        bee = cluster.subscribe("bee", "news").awaitView("ant bee");
        cat = cluster.subscribe("cat", "news").awaitView("ant bee cat");
        ant.awaitView("ant bee cat");
        bee.awaitView("ant bee cat");
    }

    @AfterEach
    void endCluster() {
        cluster.close();
    }

    @Test
    void concurrentPublishers_arePrintedInOneOrder() {
        Command dog = publisher("dog");
        Command elk = publisher("elk");
        dog.type(lines("dog", 0, LINES));
        elk.type(lines("elk", 0, LINES));
        end(dog, elk);
        for (Command subscriber : List.of(ant, bee, cat)) {
            awaitMessage(subscriber, "dog", LINES - 1);
            awaitMessage(subscriber, "elk", LINES - 1);
        }
        assertThat(fromCommonView(ant)).isEqualTo(fromCommonView(bee)).isEqualTo(fromCommonView(cat));
        requireAllOf("dog", ant);
        requireAllOf("elk", ant);
    }

    @Test
    void coordinatorAndMemberAreKilled_survivorsPrintTheSame() {
        Command dog = publisher("dog");
        Command elk = publisher("elk");
        dog.type(lines("dog", 0, LINES / 3));
        elk.type(lines("elk", 0, LINES / 3));
        awaitMessage(bee, "dog", 100);

        ant.kill();
        dog.type(lines("dog", LINES / 3, 2 * LINES / 3));
        awaitChange("-ant", bee, cat);

        Command again = cluster.subscribe("ant", "news");
        awaitChange("+ant", bee, cat, again);
        elk.type(lines("elk", LINES / 3, LINES));
        awaitMessage(bee, "elk", LINES / 2);

        cat.kill();
        awaitChange("-cat", bee, again);
        dog.type(lines("dog", 2 * LINES / 3, LINES));
        end(dog, elk);
        for (Command survivor : List.of(bee, again)) {
            awaitMessage(survivor, "dog", LINES - 1);
            awaitMessage(survivor, "elk", LINES - 1);
        }

        requireAllOf("dog", bee);
        requireAllOf("elk", bee);
        assertThat(fromCommonView(bee)).startsWith(fromCommonView(cat).toArray(String[]::new));
        assertThat(fromReturnOfAnt(bee)).isEqualTo(again.lines());
    }

    private Command publisher(String name) {
        return cluster.start("pub", "news", "-", "--member", name);
    }

    private void end(Command... publishers) {
        for (Command publisher : publishers) {
            publisher.endInput();
        }
        for (Command publisher : publishers) {
            assertThat(publisher.awaitExit()).as(publisher::errors).isZero();
            assertThat(publisher.errors()).isEmpty();
        }
    }

    private static List<String> lines(String publisher, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "Zeile " + number + " für " + publisher)
                .toList();
    }

    private static void awaitMessage(Command subscriber, String publisher, int number) {
        String end = " " + publisher + " Zeile " + number + " für " + publisher;
        subscriber.awaitLine(end, line -> line.endsWith(end));
    }

    private static void awaitChange(String change, Command... subscribers) {
        for (Command subscriber : subscribers) {
            subscriber.awaitLine(change, line -> line.startsWith("view ") && line.contains(change));
        }
    }

    /** Each line of a publisher was printed once, in its order. */
    private static void requireAllOf(String publisher, Command subscriber) {
        List<String> printed = subscriber.lines().stream()
                .filter(line -> line.startsWith("msg ") && line.contains(" " + publisher + " "))
                .map(line -> line.substring(line.indexOf("Zeile")))
                .toList();
        assertThat(printed).isEqualTo(lines(publisher, 0, LINES));
    }

    /** The last view that ant joined in: it was in from the first. */
    private static List<String> fromReturnOfAnt(Command subscriber) {
        String first = subscriber.lines().stream()
                .filter(line -> line.startsWith("view ") && line.contains(" +ant"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
        return from(subscriber, first::equals);
    }

    private static List<String> fromCommonView(Command subscriber) {
        return from(subscriber, line -> line.contains(COMMON_VIEW));
    }

    /** Returns the lines from the first on that is as wanted. */
    private static List<String> from(Command command, Predicate<String> wanted) {
        return command.lines().stream().dropWhile(wanted.negate()).toList();
    }
}
