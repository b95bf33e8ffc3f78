/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.gateway.Gateway;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say where a member serves HTTP, and to whom. */
public final class GatewayOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--http",
            paramLabel = "HOST:PORT",
            defaultValue = "${env:VIEWBUS_HTTP}",
            description = {
                "Serve dashboard, HTTP API and metrics there, as 127.0.0.1:4780 (VIEWBUS_HTTP).",
                "Port 0 is any that is free. Off this machine only with TLS and a token."
            })
    private @Nullable String http;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            defaultValue = "${env:VIEWBUS_TOKEN_FILE}",
            description = "Let in only who knows the token in this file (VIEWBUS_TOKEN_FILE).")
    private @Nullable Path tokenFile;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            defaultValue = "${env:VIEWBUS_TLS_CERT}",
            description = "Serve by TLS with this chain of certificates, PEM (VIEWBUS_TLS_CERT).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            defaultValue = "${env:VIEWBUS_TLS_KEY}",
            description = "Its private key, PEM, PKCS #8 without a password (VIEWBUS_TLS_KEY).")
    private @Nullable Path key;

    /**
     * Makes the gateway that was asked for.
     *
     * @return the gateway, whose settings are safe; null if none was asked for
     */
    public @Nullable Gateway gateway() {
        String where = http;
        if (where == null || where.isBlank()) {
            requireNone("--token-file", tokenFile);
            requireNone("--tls-cert", certificate);
            requireNone("--tls-key", key);
            return null;
        }
        try {
            Gateway gateway = encrypted(guarded(at(where)));
            gateway.check();
            return gateway;
        } catch (IllegalArgumentException e) {
            throw misuse(String.valueOf(e.getMessage()));
        }
    }

    private void requireNone(String option, @Nullable Object value) {
        if (value != null) {
            throw misuse(option + " says nothing without --http");
        }
    }

    private Gateway at(String hostAndPort) {
        int colon = hostAndPort.lastIndexOf(':');
        String port = hostAndPort.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw misuse("--http \"" + hostAndPort + "\" must be HOST:PORT, as 127.0.0.1:4780");
        }
        String host = hostAndPort.substring(0, colon).replaceFirst("^\\[(.*)]$", "$1");
        return Gateway.create().bind(host, Integer.parseInt(port));
    }

    private Gateway guarded(Gateway gateway) {
        Path file = tokenFile;
        return file == null ? gateway : gateway.token(TokenFile.read(file, command));
    }

    private Gateway encrypted(Gateway gateway) {
        Path chain = certificate;
        Path secret = key;
        if (chain == null && secret == null) {
            return gateway;
        }
        if (chain == null || secret == null) {
            throw misuse("--tls-cert and --tls-key belong together");
        }
        return gateway.tls(chain, secret);
    }

    private ParameterException misuse(String sentence) {
        return new ParameterException(command.commandLine(), sentence);
    }
}
