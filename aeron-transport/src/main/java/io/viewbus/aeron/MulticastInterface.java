/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network interface on which members meet.
 *
 * @param networkInterface the interface
 * @param address one of its addresses, of the family of the group
 * @param mtu the largest packet that it takes
 */
record MulticastInterface(NetworkInterface networkInterface, InetAddress address, int mtu) {

    /** Finds the interface by name or address; null means loopback. */
    static MulticastInterface resolve(@Nullable String nameOrAddress, InetAddress group) {
        return usable(group)
                .filter(candidate -> candidate.isMeant(nameOrAddress))
                .findFirst()
                .orElseThrow(() -> notUsable(nameOrAddress, group));
    }

    /** Returns what fits into a packet of this interface after the headers of IP and UDP. */
    int largestDatagram() {
        return mtu - (address instanceof Inet4Address ? 28 : 48);
    }

    private boolean isMeant(@Nullable String nameOrAddress) {
        if (nameOrAddress == null) {
            return address.isLoopbackAddress();
        }
        return networkInterface.getName().equals(nameOrAddress)
                || withoutScope(address).equals(nameOrAddress)
                || address.getHostAddress().equals(nameOrAddress);
    }

    private static Stream<MulticastInterface> usable(InetAddress group) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(MulticastInterface::carriesMulticast)
                    .flatMap(candidate -> ofFamily(candidate, group));
        } catch (SocketException e) {
            throw new ClusterException.Environment("the network interfaces cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Linux does not mark the loopback interface as one for multicast, yet it carries it. */
    private static boolean carriesMulticast(NetworkInterface candidate) {
        try {
            return candidate.isUp() && (candidate.supportsMulticast() || candidate.isLoopback());
        } catch (SocketException e) {
            return false; // It went away meanwhile.
        }
    }

    private static Stream<MulticastInterface> ofFamily(NetworkInterface candidate, InetAddress group) {
        boolean wantsIpv4 = group instanceof Inet4Address;
        return candidate
                .inetAddresses()
                .filter(address -> address instanceof Inet4Address == wantsIpv4)
                .map(address -> measured(candidate, address))
                .flatMap(Optional::stream);
    }

    private static Optional<MulticastInterface> measured(NetworkInterface candidate, InetAddress address) {
        try {
            return Optional.of(new MulticastInterface(candidate, address, candidate.getMTU()));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static ClusterException.Environment notUsable(@Nullable String nameOrAddress, InetAddress group) {
        String usable =
                usable(group).map(MulticastInterface::describe).distinct().collect(Collectors.joining(", "));
        return new ClusterException.Environment(
                "the network interface " + Objects.requireNonNullElse(nameOrAddress, "of loopback")
                        + " does not exist, is down or carries no multicast of " + group.getHostAddress()
                        + "; choose one of these with withInterface(..): " + (usable.isEmpty() ? "none is up" : usable),
                null);
    }

    private String describe() {
        return networkInterface.getName() + " (" + withoutScope(address) + ")";
    }

    static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
