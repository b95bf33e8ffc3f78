/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.observe.CounterSnapshot;
import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members on this machine, seen from outside through the counters files of their drivers. Costs them nothing and needs nothing
 * of them, so it works also while they hang, and for a while after their death. Sees members of this user only, unless this user may
 * read everybody's files.
 *
 * <p>Immutable and safe to share.
 *
 * @since 0.1
 */
public final class LocalMembers {

    private static final int MOST = 1_000;
    private static final String GATEWAY_FILE = "gateway";
    private static final int LONGEST_ADDRESS = 512;

    private final Path base;

    private LocalMembers(Path base) {
        this.base = base;
    }

    /**
     * Looks where members keep their buffers unless told otherwise: {@code -Dviewbus.dir}, {@code /dev/shm}, or the directory for
     * temporary files.
     *
     * @return the members there
     * @throws ClusterException.Environment if there is no such directory
     */
    public static LocalMembers inDefaultDirectory() {
        return new LocalMembers(BaseDirectory.resolve(null));
    }

    /**
     * Looks in another directory.
     *
     * @param base where members keep their buffers, as with {@link AeronTransport#withDirectory}
     * @return the members there
     * @throws ClusterException.Environment if it is no directory
     */
    public static LocalMembers in(Path base) {
        return new LocalMembers(BaseDirectory.resolve(base));
    }

    /**
     * Looks at all members. Blocks for about a millisecond for each.
     *
     * @return the members, by cluster, name and incarnation; at most 1,000
     * @throws ClusterException.Environment if the JVM hides its internals from Agrona, or the directory cannot be read
     */
    public List<LocalMember> look() {
        JvmAccess.require();
        List<LocalMember> members = new ArrayList<>();
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(base, MemberDirectory.PREFIX + "*")) {
            for (Path directory : directories) {
                if (members.size() < MOST) {
                    look(directory).ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new ClusterException.Environment(base + " cannot be read: " + e.getMessage(), e);
        }
        members.sort(Comparator.comparing(LocalMember::cluster)
                .thenComparing(LocalMember::name)
                .thenComparing(LocalMember::incarnation));
        return List.copyOf(members);
    }

    /**
     * Leaves word where the gateway of a member is, for those who look at it. Only for a member of this user.
     *
     * @param incarnation the incarnation of the member, as text
     * @param address where its gateway is
     * @return whether the member is here
     * @throws ClusterException.Environment if it cannot be written down
     */
    public boolean leaveAddress(String incarnation, String address) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(base, MemberDirectory.PREFIX + "*")) {
            for (Path directory : directories) {
                if (Nameplate.of(directory)
                        .filter(name -> name.incarnation().equals(incarnation))
                        .isPresent()) {
                    Files.writeString(directory.resolve(GATEWAY_FILE), address + "\n");
                    return true;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            throw new ClusterException.Environment(
                    "below " + base + " cannot be written where the gateway is: " + e.getMessage(), e);
        }
    }

    private static String addressIn(Path directory) {
        Path file = directory.resolve(GATEWAY_FILE);
        try {
            return Files.size(file) > LONGEST_ADDRESS
                    ? ""
                    : Files.readString(file).trim();
        } catch (IOException e) {
            return ""; // It has none, or is being removed.
        }
    }

    private static Optional<LocalMember> look(Path directory) {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Owner owner = Owner.of(directory).orElse(null);
        // Asked first: of a member that is alive now the counters are at least as new as this.
        boolean isAlive = isAlive(directory, owner);
        Nameplate name = Nameplate.of(directory).orElse(null);
        CounterSnapshot counters =
                CountersFile.read(MemberDirectory.driverBelow(directory)).orElse(null);
        return name == null || counters == null
                ? Optional.empty()
                : Optional.of(new LocalMember(
                        name.cluster(),
                        name.member(),
                        name.incarnation(),
                        owner == null ? 0 : owner.pid(),
                        isAlive,
                        addressIn(directory),
                        counters));
    }

    /** The lock decides, since the numbers of processes differ from container to container. */
    private static boolean isAlive(Path directory, @Nullable Owner owner) {
        if (owner != null && owner.isThisProcess()) {
            return true; // It must not touch its own lock: see Owner.
        }
        try (FileChannel channel =
                        FileChannel.open(directory.resolve(MemberDirectory.LOCK_FILE), StandardOpenOption.READ);
                FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return false; // Another thread of this process has just found it free.
        } catch (IOException e) {
            return false; // It is being removed.
        }
    }

    /** Returns where it looks. */
    @Override
    public String toString() {
        return base.toString();
    }
}
