/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.sim.CampaignPiece.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What pieces of campaigns came to, a line each. The program may be killed at any moment: the beginning of a line that it left is
 * cut off. Any other line that is none of its own is an error, since the file may be something else, or spoilt.
 */
final class CampaignFile {

    /** How much of a line is shown that cannot be read: a file that is something else may be one long line. */
    private static final int SHOWN = 120;

    private final Path path;
    private final Map<Start, TreeMap<Long, Outcome>> known = new HashMap<>();

    /** With what a piece begins; how far it came is another matter. */
    private record Start(String core, Policy policy, boolean withMessaging, long from) {
        static Start of(CampaignPiece piece) {
            return new Start(piece.core(), piece.policy(), piece.withMessaging(), piece.from());
        }
    }

    /**
     * Opens a file, so that nothing is run that could not be kept.
     *
     * @throws IllegalArgumentException if it has a line that cannot be read
     * @throws UncheckedIOException if it cannot be read or written
     */
    CampaignFile(Path path) {
        this.path = path;
        try (FileChannel file = open()) {
            String text = Files.readString(path);
            read(file, text.lines().toList(), text.endsWith("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(FileChannel file, List<String> lines, boolean isWhole) throws IOException {
        int ended = isWhole ? lines.size() : Math.max(0, lines.size() - 1);
        for (int i = 0; i < ended; i++) {
            remember(i + 1, lines.get(i));
        }
        if (ended == lines.size()) {
            return;
        }
        String last = lines.get(ended);
        if (Outcome.isTorn(last)) {
            file.truncate(file.size() - last.length()); // each of its characters is a byte
        } else {
            remember(lines.size(), last);
            write(file, "\n");
        }
    }

    private void remember(int number, String line) {
        remember(Outcome.parse(line)
                .orElseThrow(() ->
                        new IllegalArgumentException(path + " has a line that is no outcome of a campaign, line "
                                + number + ": " + line.substring(0, Math.min(line.length(), SHOWN)))));
    }

    private void remember(Outcome outcome) {
        known.computeIfAbsent(Start.of(outcome.piece()), start -> new TreeMap<>())
                .put(outcome.piece().to(), outcome);
    }

    /** Returns what came of a piece, or of the first seeds of it, as many as are known in one line. */
    Optional<Outcome> find(CampaignPiece piece) {
        return Optional.ofNullable(known.get(Start.of(piece)))
                .map(outcomes -> outcomes.floorEntry(piece.to()))
                .map(Map.Entry::getValue);
    }

    void append(Outcome outcome) {
        try (FileChannel file = open()) {
            write(file, outcome + "\n");
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        remember(outcome);
    }

    private FileChannel open() throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void write(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
