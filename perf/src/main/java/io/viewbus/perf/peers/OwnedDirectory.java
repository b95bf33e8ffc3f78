/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.io.File;
import java.nio.file.Path;
import org.agrona.IoUtil;

/** A directory whose name tells which process it belongs to, so that others can remove it when that is gone. */
final class OwnedDirectory {

    private OwnedDirectory() {}

    /** Returns the directory of this process, which does not exist yet, and removes those whose process was killed. */
    static Path claim(Path base, String prefix) {
        File[] found = base.toFile().listFiles((parent, name) -> name.matches(prefix + "\\d+"));
        for (File directory : found == null ? new File[0] : found) {
            long owner = Long.parseLong(directory.getName().substring(prefix.length()));
            if (ProcessHandle.of(owner).isEmpty()) {
                IoUtil.delete(directory, true);
            }
        }
        return base.resolve(prefix + ProcessHandle.current().pid());
    }
}
