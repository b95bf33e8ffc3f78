/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import io.viewbus.membership.wire.MessageDecoder;
import io.viewbus.membership.wire.MessageEncoder;
import io.viewbus.observe.ViewChange;
import io.viewbus.spi.membership.ViewParticipant;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.trace.Trace;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.ToLongBiFunction;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/** A few cores on virtual time and a network without delay: enough for the rules; the simulator does the rest. */
final class CoreCluster {

    static final long MS = 1_000_000L;

    /** One process: its core and what it told its user. */
    static final class Node implements MembershipListener {
        final Member member;
        final MembershipCore core;
        final List<View> views = new ArrayList<>();
        final List<ViewChange> changes = new ArrayList<>();
        final List<Member> quiet = new ArrayList<>();
        final List<ViewId> rivals = new ArrayList<>();
        final List<PrimaryState> states = new ArrayList<>();
        final ArrayDeque<Message> outgoing = new ArrayDeque<>();
        final ArrayDeque<Incoming> incoming = new ArrayDeque<>();
        boolean running = true;
        boolean ended;

        @Nullable
        ClusterException cause;

        Node(MembershipConfig config, Member member, List<ViewParticipant> participants) {
            this.member = member;
            this.core = new MembershipCore(
                    config, member, participants, outgoing::add, this, Trace.NONE, CounterBoard.inMemory());
        }

        @Override
        public void onInstalled(View view) {
            views.add(view);
        }

        @Override
        public void onChange(ViewId view, ViewChange change) {
            changes.add(change);
        }

        @Override
        public void onPrimaryState(PrimaryState state) {
            states.add(state);
        }

        @Override
        public void onQuiet(Member member, long silenceNs) {
            quiet.add(member);
        }

        @Override
        public void onRival(ViewId other) {
            rivals.add(other);
        }

        @Override
        public void onEnd(@Nullable ClusterException reason) {
            ended = true;
            cause = reason;
        }

        View view() {
            return views.get(views.size() - 1);
        }

        String names() {
            return String.join(" ", view().members().stream().map(Member::name).toList());
        }
    }

    private record Incoming(long dueNs, Node from, Message message) {}

    final MembershipConfig config;
    final TreeMap<Incarnation, Node> nodes = new TreeMap<>();
    BiPredicate<Node, Node> link = (from, to) -> true;
    ToLongBiFunction<Node, Node> delayNs = (from, to) -> 0;
    long nowNs;
    private long nextIncarnation = 1;

    CoreCluster(int expectedSize) {
        this(MembershipConfig.of("test").withExpectedSize(expectedSize));
    }

    CoreCluster(MembershipConfig config) {
        this.config = config.withSuspectNs(500 * MS);
    }

    Node start(String name) {
        return start(name, List.of());
    }

    Node start(String name, List<ViewParticipant> participants) {
        return start(name, participants, config);
    }

    Node start(String name, List<ViewParticipant> participants, MembershipConfig config) {
        Member member = new Member(name, new Incarnation(0, nextIncarnation++));
        Node node = new Node(config, member, participants);
        nodes.put(member.incarnation(), node);
        return node;
    }

    void run(long ms) {
        for (long end = nowNs + ms * MS; nowNs < end; nowNs += MS) {
            for (Node node : nodes.values()) {
                if (node.running) {
                    node.core.onTick(nowNs);
                }
            }
            carry();
        }
    }

    private void carry() {
        boolean carried = true;
        while (carried) {
            carried = false;
            for (Node from : List.copyOf(nodes.values())) {
                Message message = from.running ? from.outgoing.poll() : null;
                if (message != null) {
                    carried = true;
                    send(from, message);
                }
            }
            for (Node to : nodes.values()) {
                carried |= to.running && receive(to);
            }
        }
    }

    private void send(Node from, Message message) {
        for (Node to : nodes.values()) {
            if (to != from && link.test(from, to)) {
                to.incoming.add(new Incoming(nowNs + delayNs.applyAsLong(from, to), from, message));
            }
        }
    }

    private boolean receive(Node to) {
        Incoming next = to.incoming.peek();
        if (next == null || next.dueNs() > nowNs) {
            return false;
        }
        to.incoming.remove();
        to.core.onMessage(next.from().member.incarnation(), overTheWire(next.message()));
        return true;
    }

    /** What arrives is what the codec makes of it. */
    private static Message overTheWire(Message message) {
        UnsafeBuffer buffer = new UnsafeBuffer(new byte[65_536]);
        int length = new MessageEncoder(buffer).encode(message, buffer, 3);
        Message decoded = new MessageDecoder().decode(buffer, 3, length);
        if (decoded == null) {
            throw new AssertionError("unreadable: " + message);
        }
        return decoded;
    }
}
