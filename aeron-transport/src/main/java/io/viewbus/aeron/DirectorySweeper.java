/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what members that died without a word left behind: directories of this user that no living process has locked.
 * Several sweepers may work at once, in one process or in many.
 */
final class DirectorySweeper {

    /** Starts the names of directories that are being made and may not be locked yet. */
    static final String PROVISIONAL = ".";

    private static final Logger LOG = LoggerFactory.getLogger(DirectorySweeper.class);
    private static final Duration MAKING_TAKES_AT_MOST = Duration.ofMinutes(1);

    private final Path base;
    private final String prefix;
    private final Path own;

    DirectorySweeper(Path base, String prefix, Path own) {
        this.base = base;
        this.prefix = prefix;
        this.own = own;
    }

    /** Sweeps; what cannot be removed, or not even be listed, is left to the next sweeper. */
    void sweep() {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(base, this::mayBeLeftBehind)) {
            UserPrincipal self = Files.getOwner(own);
            for (Path candidate : candidates) {
                sweep(candidate, self);
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("{} was not swept: {}", base, e.toString());
        }
    }

    private boolean mayBeLeftBehind(Path path) {
        String name = path.getFileName().toString();
        if (path.equals(own) || !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        return name.startsWith(prefix) || (name.startsWith(PROVISIONAL + prefix) && isOld(path));
    }

    private static boolean isOld(Path path) {
        try {
            Instant made =
                    Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
            return made.isBefore(Instant.now().minus(MAKING_TAKES_AT_MOST));
        } catch (IOException e) {
            return false;
        }
    }

    private void sweep(Path candidate, UserPrincipal self) {
        try {
            // Anybody may write to /dev/shm: the name alone does not make it ours.
            boolean isOurs = self.equals(Files.getOwner(candidate, LinkOption.NOFOLLOW_LINKS));
            if (isOurs && !Owner.of(candidate).map(Owner::isThisProcess).orElse(false)) {
                deleteIfUnlocked(candidate);
            }
        } catch (IOException | SecurityException e) {
            LOG.debug("{} was not swept: {}", candidate, e.toString());
        }
    }

    private static void deleteIfUnlocked(Path candidate) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(candidate.resolve(MemberDirectory.LOCK_FILE), StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            if (lock != null) {
                LOG.info("removing {}, whose member died", candidate);
                delete(candidate);
            }
        } catch (NoSuchFileException e) {
            // A sweeper died here halfway, since the lock file is the last but one thing that goes.
            delete(candidate);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // Another thread of this process is sweeping the same directory.
        }
    }

    /** Deletes a directory, its lock file last; what is already gone is fine. Follows no links. */
    static void delete(Path directory) throws IOException {
        Path lockFile = directory.resolve(MemberDirectory.LOCK_FILE);
        Files.walkFileTree(directory, new Deletion(directory, lockFile));
        Files.deleteIfExists(lockFile);
        Files.deleteIfExists(directory);
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        private final Path root;
        private final Path lockFile;

        Deletion(Path root, Path lockFile) {
            this.root = root;
            this.lockFile = lockFile;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.equals(lockFile)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE; // Another sweeper was faster.
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null && !(failure instanceof NoSuchFileException)) {
                throw failure;
            }
            if (!directory.equals(root)) {
                Files.deleteIfExists(directory);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
