/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a member tells comes to its files and is read again; files and memory are bounded. */
class RecordingTest {

    private static final long MIB = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void whatIsTold_isRead() {
        Log told = new Log();
        Life.tell(told);
        try (Recording recording = Recorder.into(directory).start()) {
            Life.tell(recording);
        }

        Log read = Log.of(directory);
        assertThat(read.told()).isEqualTo(told.lines());
        assertThat(read.lines()).endsWith("* end");
        assertThat(read.indexes()).isSorted().doesNotHaveDuplicates().startsWith(0L);
    }

    @Test
    void eachInstall_beginsASegmentWithWhereTheMemberStands() throws IOException {
        try (Recording recording = Recorder.into(directory).start()) {
            Life.tell(recording);
        }

        assertThat(segments()).hasSize(4);
        assertThat(Log.of(directory).lines())
                .contains("* topicView -4 2 0 [ant]", "* topicTable 2 77")
                .anyMatch(line -> line.startsWith("* Standing[sent=2, streams=[Stream[sender="
                        + Life.ANT.incarnation() + ", received=0, released=0, start=2], Stream[sender="
                        + Life.BEE.incarnation() + ", received=4, released=3, start=4]], suspects=["
                        + Life.BEE.incarnation() + "], leaving=true, primary=PRIMARY]"));
    }

    @Test
    void readingFromARecord_beginsInItsSegment() {
        try (Recording recording = Recorder.into(directory).start()) {
            Life.tell(recording);
        }
        Log all = Log.of(directory);
        long wanted = all.indexes().get(20);
        Log part = new Log();
        try (RecordCursor cursor = recorded().read(wanted)) {
            while (cursor.next(part, part)) {
                // The log takes them.
            }
        }
        assertThat(part.indexes()).contains(wanted).doesNotContain(0L);
        assertThat(all.lines()).endsWith(part.lines().toArray(String[]::new));
    }

    @Test
    void whatFindsNoRoom_isAGapThatSaysSo() {
        long lost;
        try (Recording recording = Recorder.into(directory).handOff(1 << 16).start()) {
            recording.joining(Life.ANT);
            while (recording.lost() == 0) {
                recording.offerRefused(0);
            }
            while (recording.waiting() > 0) {
                Thread.onSpinWait();
            }
            lost = recording.lost();
            recording.offerRefused(1);
        }
        Log log = Log.of(directory);
        assertThat(log.lines()).endsWith("* gap " + lost, "[offerRefused, 1]", "* end");
        assertThat(log.indexes()).endsWith(log.indexes().size() - 1 + lost);
    }

    @Test
    void files_stayWithinTheirLimit() throws IOException {
        try (Recording recording = Recorder.into(directory).limit(MIB).start()) {
            recording.joining(Life.ANT);
            recording.installed(ViewId.NONE, Life.FIRST, List.of());
            tellSlowly(recording, 60_000);
            assertThat(recording.lost()).isZero();
        }
        assertThat(bytes()).isLessThanOrEqualTo(MIB).isGreaterThan(MIB / 2);
        assertThat(recorded().firstIndex()).isPositive();
        assertThat(Log.of(directory).indexes()).isSorted().startsWith(recorded().firstIndex());
    }

    @Test
    void filesOfEarlierRuns_goFirst() throws IOException {
        for (int run = 0; run < 4; run++) {
            Member again = new Member("ant", new Incarnation(run << 8, 1));
            Member other = new Member("antelope", new Incarnation(run << 8, 2));
            recordLong(again);
            recordLong(other);
        }
        List<RecordedMember> found = Recordings.find(List.of(directory));
        assertThat(bytes()).isLessThanOrEqualTo(2 * MIB);
        assertThat(found).extracting(recording -> recording.member().name()).contains("ant", "antelope");
        assertThat(found)
                .noneMatch(recording -> recording.member().incarnation().high() == 0);
    }

    private void recordLong(Member member) {
        try (Recording recording = Recorder.into(directory).limit(MIB).start()) {
            recording.joining(member);
            tellSlowly(recording, 12_000);
        }
    }

    /** Not faster than it is written. */
    private static void tellSlowly(Recording recording, int events) {
        for (int i = 0; i < events; i++) {
            recording.offerRefused(i);
            while (i % 1000 == 0 && recording.waiting() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anotherMember_isNotMixedIn() throws InterruptedException {
        try (Recording recording = Recorder.into(directory).start()) {
            recording.joining(Life.ANT);
            recording.offerRefused(1);
            Thread other = new Thread(() -> {
                recording.joining(Life.BEE);
                recording.offerRefused(2);
            });
            other.start();
            other.join();
            assertThat(recording.foreign()).isEqualTo(2);
        }
        assertThat(Log.of(directory).told()).hasSize(2).endsWith("[offerRefused, 1]");
    }

    @Test
    void whereNothingCanBeWritten_theMemberGoesOn() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "no directory");
        Recording recording = Recorder.into(file).start();
        Life.tell(recording);
        recording.close();

        assertThat(recording.failure()).contains("nothing is recorded any more").contains(file.toString());
    }

    @Test
    void limits_areNamed() {
        Recorder recorder = Recorder.into(directory);
        assertThatThrownBy(() -> recorder.limit(1000)).hasMessageContaining("1048576 bytes or more, not 1000");
        assertThatThrownBy(() -> recorder.handOff(1000)).hasMessageContaining("65536 to 1073741824 bytes, not 1000");
    }

    private RecordedMember recorded() {
        return Recordings.find(List.of(directory)).get(0);
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    private long bytes() throws IOException {
        long sum = 0;
        for (Path file : segments()) {
            sum += Files.size(file);
        }
        return sum;
    }
}
