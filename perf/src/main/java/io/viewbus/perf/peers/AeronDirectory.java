/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the driver of this process keeps its files: in memory if the machine offers that. */
final class AeronDirectory {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");

    private AeronDirectory() {}

    /** Returns the directory of this process, and removes those whose process was killed. */
    static Path claim() {
        return OwnedDirectory.claim(
                Files.isWritable(SHARED_MEMORY) ? SHARED_MEMORY : Path.of(System.getProperty("java.io.tmpdir")),
                "viewbus-perf-aeron-");
    }
}
