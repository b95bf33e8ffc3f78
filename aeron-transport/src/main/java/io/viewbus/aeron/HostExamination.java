/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Finds out whether a member could run on this machine and meet others, without becoming one and without disturbing any. */
final class HostExamination {

    private static final int WANTED_RECEIVE = 4 * 1024 * 1024;
    private static final long MIB = 1024 * 1024;

    private final InetAddress group;
    private final int port;
    private final @Nullable String networkInterface;
    private final @Nullable Path directory;
    private final List<HostFinding> findings = new ArrayList<>();

    HostExamination(InetAddress group, int port, @Nullable String networkInterface, @Nullable Path directory) {
        this.group = group;
        this.port = port;
        this.networkInterface = networkInterface;
        this.directory = directory;
    }

    List<HostFinding> run() {
        findings.add(jvm());
        findings.add(space());
        socketBuffers();
        try {
            MulticastInterface meetingPlace = MulticastInterface.resolve(networkInterface, group);
            findings.add(mtu(meetingPlace));
            findings.add(ports());
            multicast(meetingPlace);
        } catch (ClusterException.Environment e) {
            findings.add(HostFinding.error("interface", e));
        }
        return List.copyOf(findings);
    }

    private static HostFinding jvm() {
        try {
            JvmAccess.require();
            return HostFinding.ok("JVM", "Java " + Runtime.version() + ", jdk.internal.misc is exported");
        } catch (ClusterException.Environment e) {
            return HostFinding.error("JVM", e);
        }
    }

    private HostFinding space() {
        try {
            Path base = BaseDirectory.resolve(directory);
            BaseDirectory.requireSpaceBelow(base, DriverSettings.SPACE_NEEDED);
            FileStore store = Files.getFileStore(base);
            String text = String.format(
                    Locale.ROOT,
                    "%s has %,d MiB free, a member of a cluster of three needs %d",
                    base,
                    store.getUsableSpace() / MIB,
                    (DriverSettings.SPACE_NEEDED + MIB - 1) / MIB);
            return store.type().equals("tmpfs")
                    ? HostFinding.ok("memory", text)
                    : HostFinding.warning(
                            "memory",
                            text + "; it is on " + store.type() + ", so all messages are written to a disk",
                            "choose a directory in memory with -D" + BaseDirectory.PROPERTY + "=<directory>");
        } catch (ClusterException.Environment e) {
            return HostFinding.error("memory", e);
        } catch (IOException e) {
            return HostFinding.error("memory", "the space for buffers cannot be found out: " + e, "");
        }
    }

    /** Asked of a socket and not of the kernel's files: containers do not show all of them. */
    private void socketBuffers() {
        try {
            SocketBuffers granted = SocketBuffers.granted();
            findings.add(socketBuffer("rmem_max", granted.receive(), WANTED_RECEIVE, "senders outrun receivers early"));
            findings.add(socketBuffer(
                    "wmem_max", granted.send(), SocketBuffers.WANTED_SEND, "bursts leave in small pieces"));
        } catch (ClusterException.Environment e) {
            findings.add(HostFinding.error("sockets", e));
        }
    }

    private static HostFinding socketBuffer(String limit, int granted, int wanted, String otherwise) {
        String setting = "net.core." + limit;
        return granted >= wanted
                ? HostFinding.ok("sockets", "within " + setting + " a socket gets a buffer of " + granted + " bytes")
                : HostFinding.warning(
                        "sockets",
                        setting + " lets a socket have only " + granted + " bytes, less than " + wanted + ": "
                                + otherwise,
                        "sudo sysctl -w " + setting + "=" + wanted);
    }

    private static HostFinding mtu(MulticastInterface meetingPlace) {
        int datagram = datagram(meetingPlace);
        return HostFinding.ok(
                "MTU",
                meetingPlace.networkInterface().getName() + " takes packets of " + meetingPlace.mtu()
                        + " bytes, members send datagrams of " + datagram);
    }

    private static int datagram(MulticastInterface meetingPlace) {
        return NetworkTuning.of(meetingPlace.largestDatagram(), SocketBuffers.granted())
                .mtu();
    }

    /** Members of one machine share them; another program may not want to. */
    private HostFinding ports() {
        for (int tried = port; tried <= port + 1; tried++) {
            try (DatagramChannel channel = DatagramChannel.open(MulticastProbe.familyOf(group))) {
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                channel.bind(new InetSocketAddress(tried));
            } catch (IOException e) {
                return HostFinding.error(
                        "ports",
                        "UDP port " + tried + " cannot be shared: " + e.getMessage(),
                        "find who holds it with: ss -ulpn 'sport = " + tried + "'; or choose another port");
            }
        }
        return HostFinding.ok("ports", "UDP ports " + port + " and " + (port + 1) + " can be shared");
    }

    private void multicast(MulticastInterface meetingPlace) {
        String where = group.getHostAddress() + " on "
                + meetingPlace.networkInterface().getName();
        int datagram = datagram(meetingPlace);
        try (MulticastProbe probe = MulticastProbe.open(group, meetingPlace.networkInterface())) {
            long smallNs = probe.roundTripNs(MulticastProbe.SMALLEST);
            findings.add(smallNs >= 0 ? seen(where, smallNs) : notSeen(where, meetingPlace));
            if (smallNs >= 0) {
                findings.add(whole(where, datagram, probe.roundTripNs(datagram)));
            }
        } catch (IOException e) {
            findings.add(HostFinding.error(
                    "multicast",
                    "nothing can be sent to " + where + ": " + e.getMessage(),
                    "sudo ip route add " + group.getHostAddress() + " dev "
                            + meetingPlace.networkInterface().getName()));
        }
    }

    private static HostFinding seen(String where, long ns) {
        return HostFinding.ok(
                "multicast", where + ": own packet seen after " + TimeUnit.NANOSECONDS.toMicros(ns) + " µs");
    }

    private HostFinding notSeen(String where, MulticastInterface meetingPlace) {
        return HostFinding.error(
                "multicast",
                where + ": own packet not seen within " + MulticastProbe.PATIENCE.toSeconds() + " s",
                "let the firewall pass UDP to " + group.getHostAddress() + ", and: sudo ip link set "
                        + meetingPlace.networkInterface().getName() + " multicast on");
    }

    private static HostFinding whole(String where, int length, long ns) {
        return ns >= 0
                ? HostFinding.ok("multicast", where + ": a datagram of " + length + " bytes comes whole")
                : HostFinding.error(
                        "multicast",
                        where + ": a datagram of " + length + " bytes does not come, smaller ones do",
                        "let the firewall pass fragments, or lower the MTU of the interface to what the network takes");
    }
}
