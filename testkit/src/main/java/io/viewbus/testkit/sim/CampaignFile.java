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
import java.util.Map;
import java.util.Optional;

/** What pieces of campaigns came to, a line each. The program may be killed at any moment: lines that are not whole do not count. */
final class CampaignFile {

    private final Path path;
    private final Map<CampaignPiece, Outcome> known = new HashMap<>();

    CampaignFile(Path path) {
        this.path = path;
        if (Files.exists(path)) {
            text().lines()
                    .map(Outcome::parse)
                    .flatMap(Optional::stream)
                    .forEach(outcome -> known.put(outcome.piece(), outcome));
        }
    }

    Optional<Outcome> find(CampaignPiece piece) {
        return Optional.ofNullable(known.get(piece));
    }

    void append(Outcome outcome) {
        // Whatever a killed program left of its line stays a line of its own.
        boolean torn = Files.exists(path) && !text().isEmpty() && !text().endsWith("\n");
        ByteBuffer line = StandardCharsets.UTF_8.encode((torn ? "\n" : "") + outcome + "\n");
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            while (line.hasRemaining()) {
                file.write(line);
            }
            file.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.put(outcome.piece(), outcome);
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
