/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.Group;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The HTTP edge of one member. Immutable: each setter returns a new one.
 *
 * <pre>{@code
 * RunningGateway gateway = Gateway.create().bind("127.0.0.1", 4780).startNow(bus, Duration.ofSeconds(5));
 * System.out.println("dashboard " + gateway.uri());
 * }</pre>
 *
 * <p>It listens on the loopback interface unless told otherwise, and elsewhere only with TLS and a token: what it lets in may publish
 * to every topic. Clients that are slow, or that mean harm, cost bounded memory and hold back neither the member nor the publishers
 * of a topic.
 */
public final class Gateway {

    /** The port unless told otherwise. */
    public static final int DEFAULT_PORT = 4780;

    private static final int SHORTEST_TOKEN = 16;

    private final Settings settings;

    /**
     * What is set.
     *
     * @param host where to listen
     * @param port the port, 0 for any that is free
     * @param token who may come in; null for everybody
     * @param certificate the chain of certificates; null without TLS
     * @param key its private key; null without TLS
     * @param shared groups that the program is in already
     * @param limits what clients get at most
     */
    record Settings(
            String host,
            int port,
            @Nullable String token,
            @Nullable Path certificate,
            @Nullable Path key,
            List<Group<byte[]>> shared,
            Limits limits) {

        Settings {
            shared = List.copyOf(shared);
        }

        /** Returns no secret. */
        @Override
        public String toString() {
            return "Settings[" + host + ":" + port + (certificate == null ? "" : ", TLS")
                    + (token == null ? "" : ", token") + "]";
        }
    }

    private Gateway(Settings settings) {
        this.settings = settings;
    }

    /**
     * Makes a gateway at port {@value #DEFAULT_PORT} of 127.0.0.1.
     *
     * @return the gateway
     */
    public static Gateway create() {
        return new Gateway(new Settings("127.0.0.1", DEFAULT_PORT, null, null, null, List.of(), Limits.DEFAULTS));
    }

    /**
     * Sets where to listen.
     *
     * @param host a name or address of this machine; other than that of the loopback interface only with {@link #tls} and
     *     {@link #token}
     * @param port 0 to 65535; 0 for any that is free
     * @return a new gateway
     * @throws IllegalArgumentException if the port is none
     */
    public Gateway bind(String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the port must be 0 to 65535, not " + port);
        }
        Settings s = settings;
        return new Gateway(new Settings(
                Objects.requireNonNull(host, "host"), port, s.token, s.certificate, s.key, s.shared, s.limits));
    }

    /**
     * Lets only those in who know a secret. They send it as {@code Authorization: Bearer TOKEN}; the page asks for it. Health,
     * readiness and the page itself are open.
     *
     * @param token at least {@value #SHORTEST_TOKEN} characters, all of them visible ASCII
     * @return a new gateway
     * @throws IllegalArgumentException if it is shorter, or has other characters
     */
    public Gateway token(String token) {
        if (!token.matches("[\\x21-\\x7e]{" + SHORTEST_TOKEN + ",512}")) {
            throw new IllegalArgumentException("the token must be " + SHORTEST_TOKEN
                    + " to 512 visible ASCII characters without blanks; make one with: openssl rand -hex 32");
        }
        Settings s = settings;
        return new Gateway(new Settings(s.host, s.port, token, s.certificate, s.key, s.shared, s.limits));
    }

    /**
     * Serves by TLS 1.3 or 1.2.
     *
     * @param certificate a PEM file with the chain of certificates, the server's first
     * @param key a PEM file with its private key, PKCS #8, without a password
     * @return a new gateway
     */
    public Gateway tls(Path certificate, Path key) {
        Settings s = settings;
        return new Gateway(new Settings(
                s.host,
                s.port,
                s.token,
                Objects.requireNonNull(certificate, "certificate"),
                Objects.requireNonNull(key, "key"),
                s.shared,
                s.limits));
    }

    /**
     * Lets clients follow a topic that the program has joined already: a member can be in a group once. The gateway reads its events
     * as fast as they come, and holds nobody back.
     *
     * @param group the program's group
     * @return a new gateway
     */
    public Gateway share(Group<byte[]> group) {
        Settings s = settings;
        List<Group<byte[]>> all = new ArrayList<>(s.shared);
        all.add(Objects.requireNonNull(group, "group"));
        return new Gateway(new Settings(s.host, s.port, s.token, s.certificate, s.key, all, s.limits));
    }

    Gateway limits(Limits limits) {
        Settings s = settings;
        return new Gateway(new Settings(s.host, s.port, s.token, s.certificate, s.key, s.shared, limits));
    }

    /**
     * Checks that these settings are safe.
     *
     * @throws IllegalArgumentException if they would let anybody in, or secrets out; the message says what to add
     */
    public void check() {
        Exposure.check(settings);
    }

    /**
     * Starts to serve a member.
     *
     * <p><b>Emits</b> the running gateway once it listens, and <b>completes</b>. <b>Errors</b> with {@link IllegalArgumentException}
     * as {@link #check()}, and with {@link io.viewbus.view.ClusterException.Environment} if the port cannot be had or the certificate
     * cannot be read. Cold: each subscription starts one more. The member stays the
     * caller's to close; when it is over, the gateway goes on to say so until it is disposed of.
     *
     * @param bus the member
     * @return the start
     */
    public Mono<RunningGateway> start(Bus bus) {
        return Mono.defer(() -> {
            check();
            return Edge.start(bus, settings);
        });
    }

    /**
     * Starts to serve, and blocks until it does.
     *
     * @param bus the member
     * @param timeout how long to wait
     * @return the running gateway
     */
    public RunningGateway startNow(Bus bus, Duration timeout) {
        return Objects.requireNonNull(start(bus).block(timeout));
    }
}
