/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership;

import io.viewbus.membership.core.MembershipConfig;
import io.viewbus.membership.liveness.LivenessParticipant;
import io.viewbus.membership.runtime.LiveMembership;
import io.viewbus.membership.runtime.MemberInvoker;
import io.viewbus.membership.runtime.MemberThreads;
import io.viewbus.spi.membership.QuorumPolicy;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.trace.Trace;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.Membership;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The membership service alone: who is in the cluster, as a stream of agreed views. Starts one agent thread and one delivery
 * thread, or none with an {@linkplain #invoker invoker}, and no messaging. Immutable: each setter returns a new service.
 *
 * <pre>{@code
 * Membership membership = ViewService.create()
 *         .cluster("demo")
 *         .member("ant")
 *         .transport(AeronTransport.multicast())
 *         .joinNow(Duration.ofSeconds(10));
 * membership.views().subscribe(view -> System.out.println(view.members()));
 * }</pre>
 */
public final class ViewService {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final MembershipConfig config;
    private final String member;
    private final @Nullable Transport transport;
    private final List<ViewParticipant> participants;
    private final @Nullable MemberInvoker invoker;
    private final Trace trace;

    private ViewService(
            MembershipConfig config,
            String member,
            @Nullable Transport transport,
            List<ViewParticipant> participants,
            @Nullable MemberInvoker invoker,
            Trace trace) {
        this.config = config;
        this.member = member;
        this.transport = transport;
        this.participants = participants;
        this.invoker = invoker;
        this.trace = trace;
    }

    /**
     * Returns a service for the cluster {@code default} and a member named after this process.
     *
     * @return the service
     */
    public static ViewService create() {
        String name = "member-" + ProcessHandle.current().pid();
        return new ViewService(MembershipConfig.of("default"), name, null, List.of(), null, Trace.NONE);
    }

    /**
     * Names the cluster.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}
     * @return a new service
     */
    public ViewService cluster(String name) {
        return with(config.withCluster(name));
    }

    /**
     * Names the member.
     *
     * @param name 1 to 64 characters of {@code A-Z a-z 0-9 . _ -}, unique in the cluster
     * @return a new service
     */
    public ViewService member(String name) {
        return new ViewService(
                config, Member.requireName("member name", name), transport, participants, invoker, trace);
    }

    /**
     * Sets the transport.
     *
     * @param newTransport how members reach each other
     * @return a new service
     */
    public ViewService transport(Transport newTransport) {
        return new ViewService(config, member, Objects.requireNonNull(newTransport), participants, invoker, trace);
    }

    /**
     * Sets how many members must agree to found the cluster. Without it a starter listens for a second and founds a cluster of
     * its own if it hears none: convenient on one machine, but starters that cannot hear each other then found two clusters.
     *
     * @param size 1 to 64; 0 for the convenient rule
     * @return a new service
     */
    public ViewService expectedSize(int size) {
        return with(config.withExpectedSize(size));
    }

    /**
     * Sets after how much silence a member is suspected. Short finds crashes soon; long forgives pauses of overloaded machines.
     *
     * @param silence at least 300 ms; one second without this
     * @return a new service
     */
    public ViewService suspectAfter(Duration silence) {
        return with(config.withSuspectNs(silence.toNanos()));
    }

    /**
     * Sets what becomes of the parts when the cluster falls apart. The same at all members; another one is refused.
     *
     * @param policy the policy; {@link PartitionPolicy#PRIMARY} without this
     * @return a new service
     */
    public ViewService partitions(PartitionPolicy policy) {
        return with(config.withPartitions(Objects.requireNonNull(policy)));
    }

    /**
     * Sets who may speak for a view under {@link PartitionPolicy#PRIMARY}. The same at all members.
     *
     * @param policy the rule; {@link QuorumPolicy#majority()} without this
     * @return a new service
     */
    public ViewService quorum(QuorumPolicy policy) {
        return with(config.withQuorum(Objects.requireNonNull(policy)));
    }

    /**
     * Adds a component that takes part in view changes. All members of a cluster have the same.
     *
     * @param participant the component; belongs to one membership
     * @return a new service
     */
    public ViewService participant(ViewParticipant participant) {
        List<ViewParticipant> all = new ArrayList<>(participants);
        all.add(participant);
        return new ViewService(config, member, transport, List.copyOf(all), invoker, trace);
    }

    /**
     * Runs the member on a thread that the program lends, instead of two of its own.
     *
     * @param newInvoker what the program calls; for one membership
     * @return a new service
     */
    public ViewService invoker(MemberInvoker newInvoker) {
        Objects.requireNonNull(newInvoker, "invoker");
        return new ViewService(config, member, transport, participants, newInvoker, trace);
    }

    /**
     * Sets where steps of the protocol are traced.
     *
     * @param newTrace the trace
     * @return a new service
     */
    public ViewService trace(Trace newTrace) {
        return new ViewService(config, member, transport, participants, invoker, newTrace);
    }

    private ViewService with(MembershipConfig newConfig) {
        return new ViewService(newConfig, member, transport, participants, invoker, trace);
    }

    /**
     * Joins the cluster, or founds it.
     *
     * <p><b>Emits</b> the membership with its first view and <b>completes</b>. <b>Errors</b> with
     * {@link ClusterException.JoinFailed} when the cluster refuses, with {@link ClusterException.Environment} when the machine
     * lacks something. There is no time limit: combine it with {@link Mono#timeout(Duration)}. Cold: each subscription joins once
     * more, as a new incarnation. Cancelling undoes it.
     *
     * @return the joining
     */
    public Mono<Membership> join() {
        return Mono.defer(() -> join(claimThreads()));
    }

    /**
     * Joins as {@link #join()} on threads of which a component uses the loop.
     *
     * @param threads what {@link #claimThreads} returned
     * @return the joining
     */
    public Mono<Membership> join(MemberThreads threads) {
        return Mono.fromCallable(() -> open(threads))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(LiveMembership::join)
                .doOnError(error -> threads.loop().close());
    }

    /**
     * Returns on what one member runs: the invoker that was set, or threads that are made for it.
     *
     * @return the threads
     * @throws IllegalStateException if the invoker has a member
     */
    public MemberThreads claimThreads() {
        if (invoker == null) {
            return MemberThreads.own("viewbus-" + member);
        }
        invoker.claim();
        return invoker;
    }

    private LiveMembership open(MemberThreads threads) {
        Member self = new Member(member, newIncarnation());
        TransportSession session = requireTransport().open(config.cluster(), self);
        trace.joining(self);
        try {
            return new LiveMembership(config, self, session, withLiveness(), threads, trace);
        } catch (RuntimeException | Error e) {
            session.close();
            throw e;
        }
    }

    /** Every member watches the processes of others, whatever else it does. */
    private List<ViewParticipant> withLiveness() {
        List<ViewParticipant> all = new ArrayList<>(participants);
        all.add(new LivenessParticipant());
        return List.copyOf(all);
    }

    /**
     * Joins and blocks until it is done. With an invoker the caller is who lends the thread, and the member is invoked meanwhile.
     *
     * @param timeout how long to wait
     * @return the membership
     */
    public Membership joinNow(Duration timeout) {
        return await(join(), timeout);
    }

    /**
     * Waits for a member to get in.
     *
     * @param <T> what it gets
     * @param joining the joining
     * @param timeout how long to wait
     * @return what it got
     * @throws ClusterException.JoinFailed if that takes longer; the joining is cancelled then
     */
    public <T> T await(Mono<T> joining, Duration timeout) {
        try {
            return Objects.requireNonNull(invoker == null ? joining.block(timeout) : invoker.await(joining, timeout));
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof TimeoutException) {
                if (invoker != null) {
                    // Nobody else goes on with the leaving.
                    invoker.close();
                }
                throw new ClusterException.JoinFailed(
                        "no view of cluster \"" + config.cluster() + "\" had this member within " + timeout.toMillis()
                                + " ms; with an expected size, all those members must be there",
                        true);
            }
            throw e;
        }
    }

    /**
     * Finds out whether the JVM gives what the transport needs, before anything is made for it.
     *
     * @throws ClusterException.Environment if it does not
     */
    public void preflight() {
        if (transport != null) {
            transport.preflight();
        }
    }

    /**
     * Asks a running cluster for its views without joining it.
     *
     * <p><b>Emits</b> the current view, then, if asked to follow, each later one. <b>Completes</b> after the current view unless
     * it follows. <b>Errors</b> with {@link ClusterException.JoinFailed} if nobody answers in time. <b>Back-pressure</b>: as
     * {@link Membership#views()}.
     *
     * @param follow whether to go on with later views
     * @param patience how long to wait for an answer
     * @return the cold stream of views
     */
    public Flux<View> observe(boolean follow, Duration patience) {
        return ViewObserver.observe(config.cluster(), requireTransport(), newIncarnation(), follow, patience);
    }

    private Transport requireTransport() {
        if (transport == null) {
            throw new IllegalStateException("no transport was set: call transport(...)");
        }
        return transport;
    }

    private static Incarnation newIncarnation() {
        return new Incarnation(RANDOM.nextLong(), RANDOM.nextLong());
    }
}
