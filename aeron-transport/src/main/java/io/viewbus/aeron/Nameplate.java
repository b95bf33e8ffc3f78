/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whose directory it is, in the words of the cluster. The name of the directory has it too, but a name may have hyphens, so that
 * nobody could tell cluster and member apart.
 *
 * @param cluster the name of the cluster
 * @param member the name of the member
 * @param incarnation its incarnation, as text
 */
record Nameplate(String cluster, String member, String incarnation) {

    private static final String FILE = "member";
    private static final int LONGEST = 1024;

    static Nameplate of(String cluster, Member self) {
        return new Nameplate(cluster, self.name(), self.incarnation().toString());
    }

    void writeTo(Path directory) throws IOException {
        Files.writeString(directory.resolve(FILE), cluster + "\n" + member + "\n" + incarnation + "\n");
    }

    static Optional<Nameplate> of(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            List<String> lines = Files.size(file) > LONGEST ? List.of() : Files.readAllLines(file);
            return lines.size() < 3
                    ? Optional.empty()
                    : Optional.of(new Nameplate(lines.get(0), lines.get(1), lines.get(2)));
        } catch (IOException e) {
            return Optional.empty(); // It is being removed, or belongs to somebody else.
        }
    }
}
