/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.aeron.AeronTransport;
import io.viewbus.view.Member;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cluster is meant and where it meets. */
public final class ClusterOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cluster",
            paramLabel = "NAME",
            defaultValue = "${env:VIEWBUS_CLUSTER:-default}",
            description = "The cluster, \"default\" unless VIEWBUS_CLUSTER says otherwise.")
    private String cluster;

    @Option(
            names = "--address",
            paramLabel = "GROUP:PORT",
            defaultValue = "${env:VIEWBUS_ADDRESS}",
            description = "The multicast address where members meet, as 239.255.47.11:4711 (VIEWBUS_ADDRESS).")
    private @Nullable String address;

    @Option(
            names = "--interface",
            paramLabel = "NAME",
            defaultValue = "${env:VIEWBUS_INTERFACE}",
            description = "The network interface, by name or address; loopback by default (VIEWBUS_INTERFACE).")
    private @Nullable String networkInterface;

    /**
     * Returns the name of the cluster.
     *
     * @return a valid name
     */
    public String cluster() {
        return name("cluster name", cluster);
    }

    /**
     * Makes a transport.
     *
     * @return the transport to the place where the cluster meets
     */
    public TrackedTransport transport() {
        return new TrackedTransport(aeron());
    }

    /**
     * Makes a transport that nobody tracks.
     *
     * @return the transport to the place where the cluster meets
     */
    public AeronTransport aeron() {
        return check(() -> {
            AeronTransport transport = address == null ? AeronTransport.multicast() : at(address);
            return networkInterface == null ? transport : transport.withInterface(networkInterface);
        });
    }

    /** Checks a name that was given on the command line. */
    String name(String what, String name) {
        return check(() -> Member.requireName(what, name));
    }

    private AeronTransport at(String groupAndPort) {
        int colon = groupAndPort.lastIndexOf(':');
        if (colon < 0 || !groupAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "the address \"" + groupAndPort + "\" must be GROUP:PORT, as 239.255.47.11:4711");
        }
        return AeronTransport.multicast(
                groupAndPort.substring(0, colon), Integer.parseInt(groupAndPort.substring(colon + 1)));
    }

    /** What the library calls an illegal argument is a misuse of the command here. */
    <T> T check(Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
