/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.Bus;
import io.viewbus.core.MessagingConfig;
import io.viewbus.membership.ViewService;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.membership.runtime.MemberThreads;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.Transport;
import io.viewbus.view.ClusterException;
import io.viewbus.view.PartitionPolicy;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * The way in: an immutable description of a bus, each setter returns a new one.
 *
 * <pre>{@code
 * try (Bus bus = ViewBus.create()
 *         .cluster("demo")
 *         .member("ant")
 *         .transport(AeronTransport.multicast())
 *         .connectNow()) {
 *     bus.topic("chat", Codec.utf8()).messages()
 *             .subscribe(message -> System.out.println(message.sender() + ": " + message.payload()));
 *     bus.topic("chat", Codec.utf8()).publish("hello").block();
 * }
 * }</pre>
 */
public final class ViewBus {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    private final ViewService service;
    private final String member;

    private ViewBus(ViewService service, String member) {
        this.service = service;
        this.member = member;
    }

    /**
     * Returns a bus for the cluster {@code default} and a member named after this process.
     *
     * @return the bus
     */
    public static ViewBus create() {
        String name = "member-" + ProcessHandle.current().pid();
        return new ViewBus(ViewService.create().member(name), name);
    }

    /**
     * Names the cluster.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
     * @return a new bus
     */
    public ViewBus cluster(String name) {
        return new ViewBus(service.cluster(name), member);
    }

    /**
     * Names the member.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, unique in the cluster
     * @return a new bus
     */
    public ViewBus member(String name) {
        return new ViewBus(service.member(name), name);
    }

    /**
     * Sets the transport.
     *
     * @param transport how members reach each other
     * @return a new bus
     */
    public ViewBus transport(Transport transport) {
        return new ViewBus(service.transport(transport), member);
    }

    /**
     * Sets after how much silence a member is suspected; see {@link ViewService#suspectAfter}.
     *
     * @param silence at least 300 ms; one second without this
     * @return a new configuration
     */
    public ViewBus suspectAfter(Duration silence) {
        return new ViewBus(service.suspectAfter(silence), member);
    }

    /**
     * Sets how many members must agree to found the cluster; see {@link ViewService#expectedSize}.
     *
     * @param size 1 to 64; 0 for the convenient rule of a single machine
     * @return a new bus
     */
    public ViewBus expectedSize(int size) {
        return new ViewBus(service.expectedSize(size), member);
    }

    /**
     * Sets what becomes of the parts when the cluster falls apart; see {@link ViewService#partitions}. Where every part goes on,
     * each delivers what its own members send, and {@link io.viewbus.GroupView#components()} tells who comes from which part
     * when they merge. Nothing is carried from one part to the other; to reconcile is the application's.
     *
     * @param policy the policy; {@link PartitionPolicy#PRIMARY} without this
     * @return a new bus
     */
    public ViewBus partitions(PartitionPolicy policy) {
        return new ViewBus(service.partitions(policy), member);
    }

    /**
     * Sets who may speak for a view; see {@link ViewService#quorum}. QUORUM topics use it, too.
     *
     * @param policy the rule; {@link QuorumPolicy#majority()} without this
     * @return a new bus
     */
    public ViewBus quorum(QuorumPolicy policy) {
        return new ViewBus(service.quorum(policy), member);
    }

    /**
     * Runs the member on a thread that the program lends, instead of two of its own; see {@link MemberInvoker} for what that gives and costs.
     *
     * @param invoker what the program calls; for one connection
     * @return a new bus
     */
    public ViewBus invoker(MemberInvoker invoker) {
        return new ViewBus(service.invoker(invoker), member);
    }

    /**
     * Sets where steps of the protocol are traced.
     *
     * @param trace the trace
     * @return a new bus
     */
    public ViewBus trace(Trace trace) {
        return new ViewBus(service.trace(trace), member);
    }

    /**
     * Connects to the cluster, or founds it.
     *
     * <p><b>Emits</b> the bus with its first view and <b>completes</b>. <b>Errors</b> with {@link ClusterException.JoinFailed}
     * when the cluster refuses, with {@link ClusterException.Environment} when the machine lacks something. There is no time
     * limit: combine it with {@link Mono#timeout(Duration)}. Cold: each subscription connects once more, as a new member
     * incarnation. Cancelling undoes it.
     *
     * @return the connecting
     */
    public Mono<Bus> connect() {
        return Mono.defer(() -> {
            service.preflight();
            MemberThreads threads = service.claimThreads();
            CommandQueue commands = new CommandQueue(threads.loop());
            MessagingAgent agent = new MessagingAgent(MessagingConfig.defaults(), commands);
            return service.participant(agent).join(threads).map(membership -> new LiveBus(membership, commands));
        });
    }

    /**
     * Connects and blocks until it is done, 30 seconds at most.
     *
     * @return the bus
     */
    public Bus connectNow() {
        return connectNow(CONNECT_TIMEOUT);
    }

    /**
     * Connects and blocks until it is done.
     *
     * @param timeout how long to wait
     * @return the bus
     * @throws ClusterException.JoinFailed if it takes longer, or the cluster refuses
     */
    public Bus connectNow(Duration timeout) {
        return service.await(connect(), timeout);
    }
}
