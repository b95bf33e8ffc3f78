/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Keeps the files of one member's name within their limit: the oldest go. */
final class Retained {

    private static final Comparator<Entry> OLDEST_FIRST = Comparator.comparing(Entry::changed)
            .thenComparing(entry -> entry.file().getFileName().toString());

    private final Path directory;
    private final long limit;

    /** A file as it was found. */
    private record Entry(Path file, FileTime changed, long bytes) {}

    Retained(Path directory, long limit) {
        this.directory = directory;
        this.limit = limit;
    }

    /** Removes so many files that the rest is within the limit. */
    void makeRoom(Member member) throws IOException {
        List<Entry> entries = entries(member);
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        entries.sort(OLDEST_FIRST);
        for (Entry entry : entries) {
            if (bytes <= limit) {
                return;
            }
            Files.deleteIfExists(entry.file());
            bytes -= entry.bytes();
        }
    }

    private List<Entry> entries(Member member) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(directory)) {
            files = all.filter(file ->
                            Layout.isFileOf(member.name(), file.getFileName().toString()))
                    .toList();
        }
        List<Entry> entries = new ArrayList<>();
        for (Path file : files) {
            entries.add(new Entry(file, Files.getLastModifiedTime(file), Files.size(file)));
        }
        return entries;
    }
}
