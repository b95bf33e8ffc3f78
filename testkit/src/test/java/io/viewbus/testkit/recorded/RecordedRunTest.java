/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.Order;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.recording.RecordCursor;
import io.viewbus.recording.RecordHandler;
import io.viewbus.recording.RecordedMember;
import io.viewbus.recording.Recorder;
import io.viewbus.recording.Recording;
import io.viewbus.recording.Recordings;
import io.viewbus.recording.UnusableRecording;
import io.viewbus.spi.trace.Trace;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.testkit.check.Violation;
import io.viewbus.testkit.local.LocalTransport;
import io.viewbus.testkit.timeline.Timeline;
import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import reactor.core.publisher.Flux;

/** A run of three members on their own threads, one of which leaves and another comes back, recorded and verified. */
class RecordedRunTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int EACH = 60;

    @TempDir
    private static Path recorded;

    @TempDir
    private Path directory;

    @BeforeAll
    static void record() {
        ViewBus description = ViewBus.create().cluster("test").transport(new LocalTransport());
        try (Member ant = new Member(description, "ant");
                Member bee = new Member(description, "bee")) {
            try (Member cat = new Member(description, "cat")) {
                Flux.merge(ant.chat(), bee.chat(), cat.chat()).blockLast(PATIENCE);
            }
            try (Member cat = new Member(description, "cat")) {
                Flux.merge(ant.chat(), bee.chat(), cat.chat()).blockLast(PATIENCE);
            }
        }
    }

    /** A member with a recording, in a topic of each order. */
    private static final class Member implements AutoCloseable {
        private final Recording recording = Recorder.into(recorded).start();
        private final Bus bus;
        private final List<Group<String>> groups = new ArrayList<>();

        Member(ViewBus description, String name) {
            bus = description.member(name).trace(recording).connectNow(PATIENCE);
            for (Order order : Order.values()) {
                groups.add(bus.topic("topic-" + order, Codec.utf8())
                        .order(order)
                        .join()
                        .block(PATIENCE));
            }
            groups.forEach(group -> group.events().subscribe());
        }

        Flux<?> chat() {
            return Flux.merge(groups.stream()
                    .map(group -> group.publishMany(Flux.range(0, EACH).map(number -> bus.self() + " " + number)))
                    .toList());
        }

        @Override
        public void close() {
            bus.close();
            recording.close();
        }
    }

    private static Verdict verify(Path... places) {
        return RecordedRun.of(List.of(places)).verify(RecordedRun.usualTerms());
    }

    @Test
    void aRunAsItShouldBe_isClean() {
        Verdict verdict = verify(recorded);

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.remarks()).isEmpty();
        assertThat(verdict.recordings()).isEqualTo(4);
        assertThat(verdict.sent()).isGreaterThanOrEqualTo(6L * EACH * Order.values().length);
        assertThat(verdict.checked())
                .contains("D1", "D7", "M8", "O6", "S2", "Q2", "G5")
                .doesNotContain("L1", "O11")
                .doesNotHaveDuplicates();
    }

    @Test
    void nothingIsToldBeforeWhatItFollowsFrom() {
        List<TraceEvent> events = new ArrayList<>();
        RecordedRun.of(List.of(recorded)).tell(events::add);
        assertThat(events.get(0)).isInstanceOf(TraceEvent.Joining.class);
        assertThat(events).hasSizeGreaterThan(6 * EACH * Order.values().length);
    }

    @Test
    void whereTheStartIsGone_theFirstCompleteViewIsTheFirst() throws IOException {
        copy();
        delete("ant-.*-00000[123].vbtrace");
        Verdict verdict = verify(directory);

        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.remarks()).anyMatch(remark -> remark.matches("begins at view \\d+, the first .*"));
        assertThat(verdict.sent()).isPositive();
    }

    @Test
    void whoHasNoRecording_isNotBlamedForWhatIsUnknown() throws IOException {
        for (String name : List.of("ant", "bee", "cat")) {
            copy();
            delete(name + "-.*");
            Verdict verdict = verify(directory);

            assertThat(verdict.violations()).as("without " + name).isEmpty();
            assertThat(verdict.remarks()).anyMatch(remark -> remark.startsWith("there is no recording of " + name));
        }
    }

    @Test
    void aDeliveryThatIsDeniedWithCare_isFoundByTheChecker() throws IOException {
        copy();
        RecordedMember bee = recordingOf("bee");
        delete("bee-.*");
        retellWithoutOneDelivery(bee);

        List<Violation> violations = verify(directory).violations();
        assertThat(violations).extracting(Violation::number).contains("O8", "D10", "D7");
    }

    /** With indexes and checksums as they should be. */
    private void retellWithoutOneDelivery(RecordedMember bee) {
        try (Recording forged = Recorder.into(directory).handOff(1 << 24).start();
                RecordCursor cursor = bee.read(0)) {
            Trace forger = Forger.withoutOneDelivery(forged, EACH);
            while (cursor.next(forger, new RecordHandler() {})) {
                // The forger takes them.
            }
        }
    }

    @Test
    void aSingleSegment_isVerifiedAsFarAsItGoes() throws IOException {
        try (Stream<Path> files = Files.list(recorded)) {
            Path last = files.filter(file -> file.getFileName().toString().startsWith("ant-"))
                    .sorted()
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertThat(verify(last).violations()).isEmpty();
        }
    }

    @Test
    void aRecordingWithoutACompleteView_isRefused() throws IOException {
        try (Recording recording = Recorder.into(directory).limit(1 << 20).start()) {
            recording.joining(new io.viewbus.view.Member("ant", new Incarnation(1, 1)));
            for (int i = 0; i < 50_000; i++) {
                recording.offerRefused(0);
            }
        }
        delete("ant-.*-000001.vbtrace");
        assertThatThrownBy(() -> RecordedRun.of(List.of(directory)))
                .isInstanceOf(UnusableRecording.class)
                .hasMessageContaining("has no complete view");
    }

    @Test
    void theTimeline_isADrawingOfAllMembers() throws Exception {
        String page = Timeline.draw(RecordedRun.of(List.of(recorded))::tell);
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));

        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(page)
                .contains(">ant</text>", ">bee</text>", ">cat</text>", "prefers-color-scheme:dark", "class=\"bar\"")
                .doesNotContain("http://www.w3.org/1999/xlink", "<script", "NaN");
        assertThat(Arrays.stream(page.split("class=\"view\"")).count()).isGreaterThan(4);
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.list(recorded)) {
            for (Path file : files.toList()) {
                Path copy = directory.resolve(file.getFileName());
                Files.deleteIfExists(copy);
                Files.copy(file, copy);
            }
        }
    }

    private void delete(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().matches(pattern)) {
                    Files.delete(file);
                }
            }
        }
    }

    private RecordedMember recordingOf(String name) {
        return Recordings.find(List.of(recorded)).stream()
                .filter(recording -> recording.member().name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
