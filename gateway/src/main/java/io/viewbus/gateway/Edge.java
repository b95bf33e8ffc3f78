/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.viewbus.Bus;
import io.viewbus.gateway.Gateway.Settings;
import io.viewbus.view.ClusterException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.SslProvider;

/** The server of one gateway, with all that belongs to it. */
final class Edge implements RunningGateway {

    private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int LONGEST_REQUEST_LINE = 4096;
    private static final int THREADS = 2;

    private final Settings settings;
    private final Guard guard;
    private final ViewHistory history;
    private final Sampler sampler;
    private final Topics topics;
    private final Routes routes;
    private final AtomicInteger connections = new AtomicInteger();
    private final LoopResources loops = LoopResources.create("viewbus-gateway", THREADS, true);
    private final ChannelGroup open = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private @Nullable DisposableServer server;

    private Edge(Bus bus, Settings settings) {
        this.settings = settings;
        this.guard = new Guard(settings);
        this.history = new ViewHistory(bus, settings.limits());
        this.sampler = new Sampler(bus, history);
        this.topics = new Topics(bus, settings.shared(), settings.limits());
        this.routes = new Routes(
                bus, history, sampler, new TopicRoutes(topics, history, settings.limits()), settings.limits());
    }

    static Mono<RunningGateway> start(Bus bus, Settings settings) {
        Edge edge = new Edge(bus, settings);
        return Mono.defer(() -> edge.configure().bind())
                .<RunningGateway>map(bound -> {
                    edge.server = bound;
                    return edge;
                })
                .onErrorMap(e -> edge.explain(e))
                .doOnError(e -> edge.release())
                .doOnCancel(edge::release);
    }

    private HttpServer configure() {
        Limits limits = settings.limits();
        HttpServer plain = HttpServer.create()
                .host(settings.host())
                .port(settings.port())
                .runOn(loops, false)
                .protocol(HttpProtocol.HTTP11)
                .option(ChannelOption.SO_BACKLOG, limits.connections())
                // Later than the guard, which says why.
                .idleTimeout(limits.idle().plusSeconds(1))
                .httpRequestDecoder(decoder ->
                        decoder.maxInitialLineLength(LONGEST_REQUEST_LINE).maxHeaderSize(limits.headerBytes()))
                .channelGroup(open)
                .doOnChannelInit((observer, channel, remote) ->
                        ConnectionGuard.admit(channel, connections, limits, settings.certificate() != null))
                .handle(this::handle);
        return settings.certificate() == null ? plain : plain.secure(this::encrypt);
    }

    private void encrypt(SslProvider.SslContextSpec spec) {
        if (settings.certificate() == null || settings.key() == null) {
            return;
        }
        try {
            spec.sslContext(SslContextBuilder.forServer(
                            settings.certificate().toFile(), settings.key().toFile())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build());
        } catch (SSLException | IllegalArgumentException e) {
            throw new ClusterException.Environment(
                    "the certificate " + settings.certificate() + " or its key cannot be used: " + e.getMessage()
                            + "; both must be PEM, the key PKCS #8 without a password",
                    e);
        }
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        request.withConnection(connection -> ConnectionGuard.onRequest(connection.channel()));
        response.header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store");
        return Mono.defer(() -> answer(request, response))
                .doFinally(
                        end -> request.withConnection(connection -> ConnectionGuard.onAnswered(connection.channel())));
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        Exchange exchange;
        try {
            exchange = new Exchange(request, response);
        } catch (RuntimeException e) {
            Problem problem = e instanceof Problem known ? known : new Problem(400, "the request cannot be read");
            return Mono.from(response.status(problem.status()).sendString(Mono.just(problem.json())));
        }
        return Mono.defer(() -> {
                    guard.requireOwnPage(request);
                    if (!Routes.isOpen(exchange.path())) {
                        guard.requireToken(request);
                    }
                    return Mono.from(routes.answer(exchange));
                })
                .onErrorResume(e -> Mono.from(exchange.refuse(problem(e))));
    }

    private static Problem problem(Throwable error) {
        Problem problem = Problem.of(error);
        if (problem == null) {
            LOG.warn("A request could not be answered", error);
            return new Problem(500, "something unexpected happened; the log says what");
        }
        return problem;
    }

    private Throwable explain(Throwable error) {
        if (error instanceof IllegalArgumentException || error instanceof ClusterException) {
            return error;
        }
        return new ClusterException.Environment(
                "the gateway cannot listen at " + settings.host() + ":" + settings.port() + ": " + error.getMessage()
                        + "; choose another port, or 0 for any that is free",
                error);
    }

    @Override
    public URI uri() {
        DisposableServer bound = server;
        if (bound == null || !(bound.address() instanceof InetSocketAddress address)) {
            throw new IllegalStateException("the gateway does not listen");
        }
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        String scheme = settings.certificate() == null ? "http" : "https";
        return URI.create(scheme + "://" + host + ":" + address.getPort() + "/");
    }

    @Override
    public void dispose() {
        release();
        DisposableServer bound = server;
        if (bound != null) {
            open.close().awaitUninterruptibly(CLOSING.toMillis());
            bound.disposeNow(CLOSING);
        }
        loops.dispose();
    }

    @Override
    public boolean isDisposed() {
        DisposableServer bound = server;
        return bound != null && bound.isDisposed();
    }

    private void release() {
        history.dispose();
        sampler.dispose();
        topics.dispose();
    }
}
