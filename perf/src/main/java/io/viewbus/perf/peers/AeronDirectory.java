/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.IoUtil;

/** Where the driver of this process keeps its files: in memory if the machine offers that. */
final class AeronDirectory {

    private static final String PREFIX = "viewbus-perf-aeron-";
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private AeronDirectory() {}

    /** Returns the directory of this process, and removes those whose process was killed. */
    static Path claim() {
        Path base = Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir"));
        File[] found = base.toFile().listFiles((parent, name) -> name.matches(PREFIX + "\\d+"));
        for (File directory : found == null ? new File[0] : found) {
            long owner = Long.parseLong(directory.getName().substring(PREFIX.length()));
            if (ProcessHandle.of(owner).isEmpty()) {
                IoUtil.delete(directory, true);
            }
        }
        return base.resolve(PREFIX + ProcessHandle.current().pid());
    }
}
