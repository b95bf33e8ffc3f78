/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.agrona.CloseHelper;

/**
 * A process of this machine, as Linux shows it below {@code /proc}. A process that is killed gives its memory back before it closes
 * its connections, which takes tens of milliseconds; that it has no memory any more is seen from the beginning of that. The file
 * stays open, so it never speaks of another process that got the same number.
 */
final class LocalProcess implements AutoCloseable {

    private static final Path PROCESSES = Path.of("/proc");
    private static final int LENGTH = 64;

    private final FileChannel memory;
    private final ByteBuffer text = ByteBuffer.allocateDirect(LENGTH);

    private LocalProcess(FileChannel memory) {
        this.memory = memory;
    }

    /**
     * Finds the process of a member by its directory: there is none if it runs elsewhere, keeps its directory elsewhere, or in a
     * container counts processes otherwise than this one.
     */
    static Optional<LocalProcess> find(Path base, Incarnation member) {
        try (DirectoryStream<Path> directories =
                Files.newDirectoryStream(base, MemberDirectory.PREFIX + "*-" + member)) {
            for (Path directory : directories) {
                Optional<LocalProcess> found =
                        Owner.of(directory).filter(Owner::isRunningHere).flatMap(owner -> of(owner.pid()));
                if (found.isPresent()) {
                    return found;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return Optional.empty(); // Then its connection has to tell.
        }
        return Optional.empty();
    }

    /** Opens what there is to see of a process that has memory now. */
    static Optional<LocalProcess> of(long pid) {
        try {
            LocalProcess opened = new LocalProcess(
                    FileChannel.open(PROCESSES.resolve(String.valueOf(pid)).resolve("statm"), StandardOpenOption.READ));
            if (!opened.isEnding()) {
                return Optional.of(opened);
            }
            opened.close();
        } catch (IOException e) {
            // It is gone, or this is no Linux.
        }
        return Optional.empty();
    }

    /** Tells whether it has no memory any more, or is not even there. */
    boolean isEnding() {
        text.clear();
        try {
            return memory.read(text, 0) <= 0 || text.get(0) == '0';
        } catch (ClosedChannelException e) {
            return false; // Nothing is known of it any more.
        } catch (IOException e) {
            return true; // No such process.
        }
    }

    @Override
    public void close() {
        CloseHelper.quietClose(memory);
    }
}
