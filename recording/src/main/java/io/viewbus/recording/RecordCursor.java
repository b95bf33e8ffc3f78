/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.spi.trace.Trace;
import java.io.Closeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records of one member. Each is verified: its checksum, and that it follows the one before. What is damaged or
 * missing at the very end is taken for what a killed process did not get written; anything else is an error.
 */
public final class RecordCursor implements Closeable {

    private final List<Segment> segments;
    private final long clockOffsetNs;
    private final RecordDecoder decoder = new RecordDecoder();
    private int next;
    private long expected;
    private boolean ended;
    private @Nullable SegmentReader reader;

    RecordCursor(List<Segment> segments, long clockOffsetNs) {
        this.segments = segments;
        this.clockOffsetNs = clockOffsetNs;
        this.expected = segments.get(0).firstIndex();
    }

    /**
     * Hands over the next record.
     *
     * @param trace takes it if the member traced it
     * @param handler takes whatever else it is; told index and time of each
     * @return false if there is none any more
     * @throws UnusableRecording if something inside is damaged or missing
     */
    public boolean next(Trace trace, RecordHandler handler) {
        SegmentReader here = readerAtRecord();
        if (here == null) {
            return false;
        }
        if (ended) {
            throw new UnusableRecording(here.file() + " goes on after its end");
        }
        verifyIndex(here);
        ended = here.kind() == RecordKind.END;
        try {
            handler.at(here.index(), here.timeNs() + clockOffsetNs);
            decoder.decode(here.kind(), here.fields(), trace, handler);
        } catch (IllegalArgumentException e) {
            throw new UnusableRecording(
                    here.file() + " is damaged: record " + here.index() + " cannot be read, " + e.getMessage(), e);
        }
        expected = here.index() + 1;
        return true;
    }

    private @Nullable SegmentReader readerAtRecord() {
        while (true) {
            if (reader != null && reader.advance()) {
                return reader;
            }
            close();
            if (next == segments.size()) {
                return null;
            }
            reader = SegmentReader.open(segments.get(next), next == segments.size() - 1);
            next++;
        }
    }

    /** Where records found no room, the next one says how many. */
    private void verifyIndex(SegmentReader here) {
        long missing = here.index() - expected;
        long declared = here.kind() == RecordKind.GAP || here.kind() == RecordKind.END ? here.firstField() : 0;
        if (missing != declared) {
            throw new UnusableRecording(
                    missing < 0
                            ? here.file() + " is damaged: record " + here.index() + " comes where " + expected
                                    + " is expected"
                            : "of " + here.file() + " something is missing: record " + expected
                                    + (missing == 1 ? "" : " to record " + (here.index() - 1)));
        }
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
