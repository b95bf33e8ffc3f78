/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of one running member: the driver's files, whose they are, and a lock that lives as long as the process.
 *
 * <p>It is prepared under a provisional name and renamed when it is locked, so whoever sees a directory of a member without
 * a lock sees one whose owner is dead.
 */
final class MemberDirectory implements AutoCloseable {

    static final String LOCK_FILE = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(MemberDirectory.class);
    static final String PREFIX = "viewbus-";
    private static final int LONGEST_USER = 32;

    private final Path path;
    private final FileChannel lock;

    private MemberDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the directory of a member, and sweeps those of this user's dead members. */
    static MemberDirectory create(Path base, String cluster, Member self) {
        String name = prefixOfUser() + cluster + "-" + self.name() + "-" + self.incarnation();
        try {
            Path provisional =
                    Files.createTempDirectory(base, DirectorySweeper.PROVISIONAL + prefixOfUser(), ownerOnly());
            Nameplate.of(cluster, self).writeTo(provisional);
            MemberDirectory directory = claim(provisional, base.resolve(name));
            new DirectorySweeper(base, prefixOfUser(), directory.path).sweep();
            return directory;
        } catch (IOException e) {
            throw new ClusterException.Environment(
                    "the member's directory " + base.resolve(name) + " cannot be made: " + e
                            + "; choose another place with -D" + BaseDirectory.PROPERTY
                            + "=<directory> or withDirectory(..)",
                    e);
        }
    }

    private static MemberDirectory claim(Path provisional, Path path) throws IOException {
        FileChannel lock = null;
        try {
            Owner.current().writeTo(provisional);
            lock = FileChannel.open(
                    provisional.resolve(LOCK_FILE), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            lock.lock();
            Files.move(provisional, path, StandardCopyOption.ATOMIC_MOVE);
            return new MemberDirectory(path, lock);
        } catch (IOException | RuntimeException e) {
            DirectorySweeper.delete(provisional);
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    /** The messages of a cluster are nobody else's business. */
    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private static String prefixOfUser() {
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._]", "_");
        return PREFIX + user.substring(0, Math.min(user.length(), LONGEST_USER)) + "-";
    }

    /** Returns the directory. */
    Path path() {
        return path;
    }

    /** Returns where the members of this machine have their directories. */
    Path base() {
        return Objects.requireNonNull(path.getParent());
    }

    /** Returns the place for the driver, which insists on making and removing its directory itself. */
    Path driver() {
        return driverBelow(path);
    }

    static Path driverBelow(Path directory) {
        return directory.resolve("aeron");
    }

    /** Removes the directory. The lock goes last: until then no sweeper touches it. */
    @Override
    public void close() {
        try (lock) {
            DirectorySweeper.delete(path);
        } catch (IOException e) {
            LOG.warn("{} was not removed: {}; the next member of this user will try again", path, e.toString());
        }
    }
}
