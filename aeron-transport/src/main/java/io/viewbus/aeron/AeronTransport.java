/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reliable multicast by Aeron, with a media driver inside each member: nothing to install and nothing to start.
 *
 * <pre>{@code
 * Transport onThisMachine = AeronTransport.multicast();
 * Transport onTheLan = AeronTransport.multicast("239.255.10.1", 4711).withInterface("eth0");
 * }</pre>
 *
 * <p>Members meet on one address: the group and two UDP ports, {@code port} for control and {@code port + 1} for data.
 * Clusters of different names may share an address, but then hear each other's traffic; give busy clusters ports of their
 * own. Members keep their buffers in memory-mapped files, about 54 MiB in a cluster of three, below {@code /dev/shm} or,
 * where there is none, the directory for temporary files; {@link #withDirectory} or {@code -Dviewbus.dir} choose another.
 *
 * <p>Immutable and safe to share. Each session belongs to the thread that polls it; driver, client and protocol all run on
 * that thread.
 *
 * @since 0.1
 */
public final class AeronTransport implements Transport {

    private static final String DEFAULT_GROUP = "239.255.47.11";
    private static final int DEFAULT_PORT = 4711;

    private final InetAddress group;
    private final int port;
    private final @Nullable String networkInterface;
    private final @Nullable Path directory;

    private AeronTransport(InetAddress group, int port, @Nullable String networkInterface, @Nullable Path directory) {
        this.group = group;
        this.port = port;
        this.networkInterface = networkInterface;
        this.directory = directory;
    }

    /**
     * Meets on group 239.255.47.11, ports 4711 and 4712, on the loopback interface: for members on one machine.
     *
     * @return the transport
     */
    public static AeronTransport multicast() {
        return multicast(DEFAULT_GROUP, DEFAULT_PORT);
    }

    /**
     * Meets on the given address, on the loopback interface until {@link #withInterface} says otherwise.
     *
     * @param group a multicast address in numbers whose last number is odd, since Aeron uses the next even one as well
     * @param port the control port, 1 to 65,534; the next one carries the data
     * @return the transport
     * @throws IllegalArgumentException if group or port is none of these
     */
    public static AeronTransport multicast(String group, int port) {
        return new AeronTransport(MulticastGroup.parse(group), MulticastGroup.requirePort(port), null, null);
    }

    /**
     * Meets on another network interface.
     *
     * @param nameOrAddress its name, as {@code eth0}, or one of its addresses
     * @return a transport that differs in this
     */
    public AeronTransport withInterface(String nameOrAddress) {
        if (nameOrAddress.isBlank()) {
            throw new IllegalArgumentException(
                    "the network interface must be a name, as eth0, or one of its addresses");
        }
        return new AeronTransport(group, port, nameOrAddress, directory);
    }

    /**
     * Keeps the buffers of members below another directory. It should be in memory: on a disk every message is written to
     * it sooner or later.
     *
     * @param base an existing directory
     * @return a transport that differs in this
     */
    public AeronTransport withDirectory(Path base) {
        return new AeronTransport(group, port, networkInterface, Objects.requireNonNull(base, "base"));
    }

    /**
     * {@inheritDoc}
     *
     * @throws ClusterException.Environment if the JVM hides its internals from Agrona
     */
    @Override
    public void preflight() {
        JvmAccess.require();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ClusterException.Environment if the JVM hides its internals from Agrona, the network interface does not
     *     exist, the buffers do not fit into their directory, or the sockets cannot be opened
     */
    @Override
    public TransportSession open(String cluster, Member self) {
        Member.requireName("cluster name", cluster);
        // First of all: without the access, whoever touches a buffer dies of an Error that says nothing about the
        // remedy.
        JvmAccess.require();

        MulticastInterface meetingPlace = MulticastInterface.resolve(networkInterface, group);
        NetworkTuning tuning = NetworkTuning.of(meetingPlace.largestDatagram(), SocketBuffers.granted());
        Channels channels = new Channels(group, port, meetingPlace.address());
        MemberDirectory home = MemberDirectory.create(BaseDirectory.resolve(directory), cluster, self);
        try {
            return AeronSession.open(self.incarnation(), channels, tuning, home);
        } catch (RuntimeException | Error e) {
            home.close();
            throw e;
        }
    }

    /**
     * Finds out whether a member could run on this machine and meet others: access to the JVM, memory, socket buffers, the interface
     * and its MTU, ports, and whether multicast comes back. Becomes no member and disturbs none; blocks for up to 4 seconds.
     *
     * @return what was found, good and bad
     */
    public List<HostFinding> examine() {
        return new HostExamination(group, port, networkInterface, directory).run();
    }

    /** Returns where members meet. */
    @Override
    public String toString() {
        return "multicast " + group.getHostAddress() + ":" + port + " on "
                + (networkInterface == null ? "loopback" : networkInterface);
    }
}
