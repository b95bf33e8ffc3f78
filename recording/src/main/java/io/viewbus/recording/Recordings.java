/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds recordings. */
public final class Recordings {

    private Recordings() {}

    /**
     * Finds the recordings in files and directories, one for each incarnation.
     *
     * @param places segments, and directories whose segments are meant, but not those in directories below
     * @return the recordings, in the order in which they began
     * @throws UnusableRecording if there is none, or something is none, is of another version or damaged, or a segment is missing
     */
    public static List<RecordedMember> find(List<Path> places) {
        Map<Incarnation, List<Segment>> byMember = new TreeMap<>();
        List<Path> cutShort = new ArrayList<>();
        for (Path file : files(places)) {
            if (isCutShort(file)) {
                cutShort.add(file);
            } else {
                Segment segment = Segment.of(file);
                byMember.computeIfAbsent(segment.member().incarnation(), member -> new ArrayList<>())
                        .add(segment);
            }
        }
        List<RecordedMember> found = new ArrayList<>();
        byMember.values().forEach(segments -> found.add(RecordedMember.of(segments)));
        cutShort.forEach(file -> requireLast(file, found));
        found.sort(Comparator.comparingLong(RecordedMember::beganNs));
        return found;
    }

    private static List<Path> files(List<Path> places) {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                files.addAll(segmentsIn(place));
            } else if (Files.exists(place)) {
                files.add(place);
            } else {
                throw new UnusableRecording("there is no file or directory " + place);
            }
        }
        if (files.isEmpty()) {
            throw new UnusableRecording("there is no recording in " + places.get(0)
                    + ": members that run with --record DIRECTORY write files whose names end with .vbtrace");
        }
        return files.stream()
                .map(Path::toAbsolutePath)
                .map(Path::normalize)
                .distinct()
                .toList();
    }

    private static List<Path> segmentsIn(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> Layout.isSegment(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UnusableRecording(directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A process may be killed right after it made a file. */
    private static boolean isCutShort(Path file) {
        try {
            return Files.size(file) < Layout.HEADER_BYTES
                    && Layout.isSegment(file.getFileName().toString());
        } catch (IOException e) {
            throw new UnusableRecording(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void requireLast(Path file, List<RecordedMember> found) {
        if (found.stream().noneMatch(recording -> recording.wouldGoOnIn(file))) {
            throw new UnusableRecording(file + " is damaged: it has not even a header");
        }
    }
}
