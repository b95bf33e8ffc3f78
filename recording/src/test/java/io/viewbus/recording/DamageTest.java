/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.view.ViewId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves is read; whatever else is missing or changed is found, and named in a sentence. */
class DamageTest {

    @TempDir
    Path directory;

    private RecordedFile last;
    private int records;

    @BeforeEach
    void record() throws IOException {
        try (Recording recording = Recorder.into(directory).start()) {
            recording.joining(Life.ANT);
            recording.installed(ViewId.NONE, Life.FIRST, List.of());
            Life.chat(recording, 20);
        }
        last = new RecordedFile(segments().get(1));
        records = Log.of(directory).lines().size();
    }

    @Test
    void aTornTail_isAccepted() {
        List<Integer> starts = last.starts();
        int lastRecord = starts.get(last.records() - 2);
        int end = starts.get(last.records() - 1);
        for (int length = end; length >= lastRecord; length--) {
            last.cut(length);
            int lost = length == end ? 1 : 2;
            assertThat(Log.of(directory).lines()).as("cut to %s", length).hasSize(records - lost);
        }
    }

    @Test
    void aTornTailThatWasWrittenOver_isAccepted() {
        last.cut(last.starts().get(last.records() - 1));
        last.flip(last.starts().get(last.records() - 1) + Layout.FIELDS_OFFSET);
        assertThat(Log.of(directory).lines()).hasSize(records - 2);
    }

    @Test
    void aRemovedRecord_isMissed() throws IOException {
        byte[] whole = Files.readAllBytes(segments().get(1));
        // The end cannot be missed: it looks as if the process had been killed.
        for (int record = 0; record < last.records() - 1; record++) {
            Files.write(segments().get(1), whole);
            new RecordedFile(segments().get(1)).remove(record);
            assertThatThrownBy(() -> Log.of(directory))
                    .as("record %s", record)
                    .isInstanceOf(UnusableRecording.class)
                    .hasMessageContaining("something is missing");
        }
    }

    @Test
    void aFlippedBit_isFound() {
        List<Integer> starts = last.starts();
        // In the last record it could be what a killed process left.
        for (int at = 0; at < starts.get(last.records() - 1); at++) {
            last.flip(at);
            assertThatThrownBy(() -> Log.of(directory))
                    .as("byte %s", at)
                    .isInstanceOf(UnusableRecording.class)
                    .hasMessageContaining("000002.vbtrace");
            last.flip(at);
        }
        assertThat(Log.of(directory).lines()).hasSize(records);
    }

    @Test
    void aSegmentInTheMiddle_isMissed() throws IOException {
        Path other = directory.resolve("other");
        try (Recording recording = Recorder.into(other).start()) {
            Life.tell(recording);
        }
        Files.delete(other.resolve(Layout.fileName(Life.ANT, 3)));
        assertThatThrownBy(() -> Log.of(other)).hasMessageStartingWith("segment 3 is missing between ");
    }

    @Test
    void aTornSegmentInTheMiddle_isDamaged() {
        RecordedFile first = new RecordedFile(firstSegment());
        first.cut(first.starts().get(first.records()) - 1);
        assertThatThrownBy(() -> Log.of(directory))
                .hasMessageContaining("in the middle of a record, and segments follow");
    }

    @Test
    void aFileWithoutHeader_isAcceptedAtTheEndOnly() throws IOException {
        Path next = directory.resolve(Layout.fileName(Life.ANT, 3));
        last.cut(last.starts().get(last.records() - 1));
        Files.write(next, new byte[10]);
        assertThat(Log.of(directory).lines()).hasSize(records - 1);

        Files.move(next, directory.resolve(Layout.fileName(Life.BEE, 1)));
        assertThatThrownBy(() -> Log.of(directory)).hasMessageContaining("not even a header");
    }

    @Test
    void foreignFiles_areRefused() throws IOException {
        Path text = Files.writeString(
                directory.resolve("notes.txt"), "a text that is somewhat longer than a header".repeat(4));
        assertThatThrownBy(() -> Recordings.find(List.of(text))).hasMessage(text + " is no recording of Viewbus");
        assertThatThrownBy(() -> Recordings.find(List.of(directory.resolve("gone"))))
                .hasMessageStartingWith("there is no file or directory");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> Recordings.find(List.of(empty))).hasMessageContaining("--record");
    }

    @Test
    void anotherVersion_isNamed() {
        last.set(Long.BYTES, 2);
        assertThatThrownBy(() -> Log.of(directory))
                .hasMessageContaining("is of version 2 of the format, this program reads version 1");
    }

    private Path firstSegment() {
        try {
            return segments().get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
    }
}
