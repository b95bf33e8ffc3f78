/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Member;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** What one incarnation recorded, as far as there are files of it. */
public final class RecordedMember {

    private final List<Segment> segments;

    private RecordedMember(List<Segment> segments) {
        this.segments = segments;
    }

    static RecordedMember of(List<Segment> found) {
        List<Segment> segments =
                found.stream().sorted(Comparator.comparingInt(Segment::number)).toList();
        for (int i = 1; i < segments.size(); i++) {
            Segment before = segments.get(i - 1);
            Segment here = segments.get(i);
            if (here.number() == before.number()) {
                throw new UnusableRecording(before.file() + " and " + here.file() + " are the same segment");
            }
            if (here.number() != before.number() + 1) {
                throw new UnusableRecording("segment " + (before.number() + 1) + " is missing between " + before.file()
                        + " and " + here.file());
            }
        }
        return new RecordedMember(segments);
    }

    /**
     * Returns whose it is.
     *
     * @return the member
     */
    public Member member() {
        return segments.get(0).member();
    }

    /**
     * Returns the index of the first record that is there.
     *
     * @return 0 if nothing was removed to stay within the limit
     */
    public long firstIndex() {
        return segments.get(0).firstIndex();
    }

    /**
     * Returns how long the files are.
     *
     * @return bytes
     */
    public long bytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    /**
     * Returns how many files there are.
     *
     * @return 1 or more
     */
    public int files() {
        return segments.size();
    }

    /**
     * Starts to read.
     *
     * @param fromIndex the first record that is wanted
     * @return the records, at the latest from that one on, and from the start of its segment; to be closed
     * @throws UnusableRecording if a file cannot be read
     */
    public RecordCursor read(long fromIndex) {
        int first = 0;
        while (first + 1 < segments.size() && segments.get(first + 1).firstIndex() <= fromIndex) {
            first++;
        }
        return new RecordCursor(
                segments.subList(first, segments.size()),
                beganNs() - segments.get(0).monotonicNs());
    }

    long beganNs() {
        return segments.get(0).wallNs();
    }

    boolean wouldGoOnIn(Path file) {
        Segment last = segments.get(segments.size() - 1);
        return file.equals(last.file().resolveSibling(Layout.fileName(member(), last.number() + 1)));
    }
}
