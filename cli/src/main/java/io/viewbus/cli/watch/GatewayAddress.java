/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import io.viewbus.aeron.LocalMember;
import io.viewbus.cli.TokenFile;
import io.viewbus.gateway.Gateway;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say whose gateway is asked. */
public final class GatewayAddress {

    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):[0-9]{1,5}");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:VIEWBUS_HTTP}",
            description = {"The gateway of a member, as 127.0.0.1:4780 or https://ant.example:4780", "(VIEWBUS_HTTP)."})
    private @Nullable List<String> http;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:VIEWBUS_TOKEN_FILE}",
            description = "The file with the token that the gateway wants (VIEWBUS_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    /**
     * Tells whether a gateway was named.
     *
     * @return true if so
     */
    public boolean isGiven() {
        return http != null && http.stream().anyMatch(where -> !where.isBlank());
    }

    /**
     * Makes what prints the views that the gateway tells of.
     *
     * @param json whether as JSON
     * @param out where to
     * @return the views
     */
    public GatewayViews views(boolean json, PrintWriter out) {
        return new GatewayViews(client(), json, out);
    }

    /** Makes a client of the one gateway that was named, or of the usual one on this machine. */
    GatewayClient client() {
        List<GatewayClient> all = clients();
        if (all.size() > 1) {
            throw misuse("--http can be given once here");
        }
        return all.get(0);
    }

    /** Makes clients of the gateways that were named, or of the usual one on this machine. */
    List<GatewayClient> clients() {
        return clients(isGiven() && http != null ? http : List.of("127.0.0.1:" + Gateway.DEFAULT_PORT));
    }

    /** Makes clients of the gateways that were named, or else of those of members on this machine, or of the usual one. */
    List<GatewayClient> clients(LocalOptions local) {
        if (isGiven()) {
            return clients();
        }
        List<LocalMember> members = local.members().get().stream()
                .filter(member -> member.isAlive() && !member.gateway().isEmpty())
                .toList();
        if (members.stream().map(LocalMember::cluster).distinct().count() > 1) {
            throw misuse(
                    "there are gateways of several clusters here: choose one with --cluster, or name them with --http");
        }
        return members.isEmpty()
                ? clients()
                : clients(members.stream().map(LocalMember::gateway).toList());
    }

    private List<GatewayClient> clients(List<String> named) {
        Path file = tokenFile;
        String token = file == null ? null : TokenFile.read(file, command);
        return named.stream().map(where -> new GatewayClient(uri(where), token)).toList();
    }

    private URI uri(String where) {
        String address = where.replaceFirst("^https?://", "").replaceFirst("/$", "");
        if (!HOST_AND_PORT.matcher(address).matches()) {
            throw misuse("--http \"" + where + "\" must be HOST:PORT, as 127.0.0.1:4780, or begin with https://");
        }
        return URI.create((where.startsWith("https://") ? "https://" : "http://") + address + "/");
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
