/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A run of real processes with {@code kill -9} and a return is recorded; it is verified, and nothing can be taken from it. */
@Execution(ExecutionMode.CONCURRENT)
class RecordingIT {

    /** As the format says: behind it records begin, each with its length first. */
    private static final int HEADER_BYTES = 8 + 4 + 4 + 16 + 8 + 8 + 8 + 1 + 64 + 4;

    private static final int FIELDS_OFFSET = 25;

    @TempDir
    Path directory;

    @Test
    void whatTheDemoRecords_isVerifiedAndDrawn() throws IOException {
        Path recorded = directory.resolve("recorded");
        try (TestCluster cluster = new TestCluster(directory)) {
            Command demo = cluster.start(
                    "demo", "--plain", "--seconds", "10", "--rate", "200", "--record", recorded.toString());
            assertThat(demo.awaitExit()).as(demo::toString).isZero();

            Command verify = cluster.start("verify", recorded.toString());
            assertThat(verify.awaitExit()).as(verify::toString).isZero();
            assertThat(verify.lines().get(0)).matches("4 recordings of ant bee cat: views 1 to [0-9]+, .*");
            assertThat(verify.lines()).endsWith("verify ok");
            assertThat(verify.lines())
                    .filteredOn(line -> line.contains("as when it is killed"))
                    .hasSize(2);
            verifiesAsJson(cluster, recorded);
            isDrawn(cluster, recorded);
            aRemovedRecord_isMissed(cluster, recorded);
            aFlippedByte_isFound(cluster, recorded);
        }
    }

    private static void verifiesAsJson(TestCluster cluster, Path recorded) {
        Command json = cluster.start("verify", "--json", recorded.toString());
        assertThat(json.awaitExit()).as(json::toString).isZero();
        assertThat(json.lines()).singleElement().asString().startsWith("{\"ok\":true,\"recordings\":4,");
    }

    private void isDrawn(TestCluster cluster, Path recorded) throws IOException {
        Path drawing = directory.resolve("run.svg");
        Command timeline = cluster.start("timeline", recorded.toString(), "-o", drawing.toString());
        assertThat(timeline.awaitExit()).as(timeline::toString).isZero();
        assertThat(Files.readString(drawing))
                .startsWith("<svg")
                .contains(">bee</text>")
                .endsWith("</svg>\n");
    }

    private static void aRemovedRecord_isMissed(TestCluster cluster, Path recorded) throws IOException {
        Path file = longest(recorded);
        byte[] whole = Files.readAllBytes(file);
        List<Integer> records = records(whole);
        int from = records.get(records.size() / 2);
        int to = records.get(records.size() / 2 + 1);
        byte[] rest = new byte[whole.length - (to - from)];
        System.arraycopy(whole, 0, rest, 0, from);
        System.arraycopy(whole, to, rest, from, whole.length - to);
        Files.write(file, rest);
        isRefused(cluster, recorded, "something is missing");
        Files.write(file, whole);
    }

    private static void aFlippedByte_isFound(TestCluster cluster, Path recorded) throws IOException {
        Path file = longest(recorded);
        byte[] whole = Files.readAllBytes(file);
        List<Integer> records = records(whole);
        byte[] damaged = whole.clone();
        damaged[records.get(records.size() / 2) + FIELDS_OFFSET + 3] ^= 0x10;
        Files.write(file, damaged);
        isRefused(cluster, recorded, "is damaged");
        Files.write(file, whole);
    }

    private static void isRefused(TestCluster cluster, Path recorded, String why) {
        Command verify = cluster.start("verify", recorded.toString());
        assertThat(verify.awaitExit()).as(verify::toString).isEqualTo(2);
        assertThat(verify.errors().lines().toList()).singleElement().asString().contains(why);
        assertThat(verify.lines()).isEmpty();
    }

    @Test
    void subscribersAndPublishers_areRecordedToo() {
        Path recorded = directory.resolve("recorded");
        try (TestCluster cluster = new TestCluster(directory)) {
            Command ann = subscribe(cluster, "ann", recorded).awaitView("ann");
            Command bob = subscribe(cluster, "bob", recorded).awaitView("ann bob");
            publish(cluster, recorded);
            bob.kill();
            ann.awaitLine("the view without bob", line -> line.endsWith("[ann] -bob"));
            Command again = subscribe(cluster, "bob", recorded).awaitView("ann bob");
            publish(cluster, recorded);
            again.awaitLine("messages", line -> line.endsWith(" 9"));
            again.terminate();
            again.awaitExit();
            ann.terminate();
            ann.awaitExit();

            Command verify = cluster.start("verify", recorded.toString());
            assertThat(verify.awaitExit()).as(verify::toString).isZero();
            assertThat(verify.lines().get(0)).startsWith("5 recordings of ann bob cat: ");
        }
    }

    private static Command subscribe(TestCluster cluster, String name, Path recorded) {
        return cluster.start(
                "sub", "news", "--events", "--order", "safe", "--member", name, "--record", recorded.toString());
    }

    private static void publish(TestCluster cluster, Path recorded) {
        Command cat = cluster.startShell("seq 9 | viewbus pub news - --member cat --record '" + recorded + "'");
        assertThat(cat.awaitExit()).as(cat::toString).isZero();
    }

    @Test
    void whatIsNoRecording_isRefusedInASentence() throws IOException {
        Path text = Files.writeString(directory.resolve("notes"), "a text");
        try (TestCluster cluster = new TestCluster(directory)) {
            isRefused(cluster, text, "is no recording of Viewbus");
            isRefused(cluster, directory.resolve("gone"), "there is no file or directory");
        }
    }

    private static Path longest(Path recorded) throws IOException {
        try (Stream<Path> files = Files.list(recorded)) {
            return files.max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
        }
    }

    private static List<Integer> records(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> starts = new ArrayList<>();
        for (int at = HEADER_BYTES; at < bytes.length; at += buffer.getInt(at)) {
            starts.add(at);
        }
        return starts;
    }
}
