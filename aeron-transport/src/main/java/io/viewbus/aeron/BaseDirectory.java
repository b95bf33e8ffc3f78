/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The directory below which members keep their directories. */
final class BaseDirectory {

    static final String PROPERTY = "viewbus.dir";

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final long MIB = 1024 * 1024;

    private BaseDirectory() {}

    static Path resolve(@Nullable Path configured) {
        Path base = configured != null ? configured : byDefault();
        if (!Files.isDirectory(base) || !Files.isWritable(base)) {
            throw new ClusterException.Environment(
                    base + " is no directory that can be written to; create it, or choose another with -D" + PROPERTY
                            + "=<directory> or withDirectory(..)",
                    null);
        }
        return base;
    }

    private static Path byDefault() {
        String property = System.getProperty(PROPERTY);
        if (property != null && !property.isBlank()) {
            return Path.of(property);
        }
        return Files.isDirectory(SHARED_MEMORY) && Files.isWritable(SHARED_MEMORY)
                ? SHARED_MEMORY
                : Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Checks beforehand, since a full memory file system kills the JVM's access to its own buffers later. */
    static void requireSpace(Path directory, long neededBytes) {
        requireSpaceBelow(Objects.requireNonNull(directory.getParent()), neededBytes);
    }

    static void requireSpaceBelow(Path base, long neededBytes) {
        long usable = usableSpace(base);
        if (usable < neededBytes) {
            throw new ClusterException.Environment(
                    String.format(
                            "a member needs %d MiB below %s but %d MiB are free: enlarge it (mount -o remount,size=1g"
                                    + " /dev/shm; docker run --shm-size=1g; in Kubernetes an emptyDir with medium Memory)"
                                    + " or choose another directory with -D%s=<directory> or withDirectory(..)",
                            toMib(neededBytes), base, usable / MIB, PROPERTY),
                    null);
        }
    }

    private static long usableSpace(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new ClusterException.Environment(
                    "the free space of " + directory + " cannot be found: " + e.getMessage(), e);
        }
    }

    private static long toMib(long bytes) {
        return (bytes + MIB - 1) / MIB;
    }
}
