/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.Receipt;
import io.viewbus.core.MessagingConfig;
import io.viewbus.core.MessagingListener;
import io.viewbus.core.MessagingParticipant;
import io.viewbus.core.wire.MessageBatch;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of one bus: carries out the commands of users, and hands what the core delivers to the delivery loop. Called on
 * the agent thread only.
 */
final class MessagingAgent extends DelegatingParticipant implements MessagingListener {

    private static final int COMMANDS_PER_TURN = 256;
    private static final int TURNS_BEFORE_WAKING = 4;
    private static final int RAW_BYTES_PER_TURN = 1 << 18;

    private final MessagingParticipant core;
    private final CommandQueue commands;
    private final Long2ObjectHashMap<Command> underWay = new Long2ObjectHashMap<>();
    private final Map<String, ArrayDeque<Command.Publish>> waiting = new LinkedHashMap<>();
    private final Int2ObjectHashMap<GroupStream<?>> streams = new Int2ObjectHashMap<>();
    private final List<Served> served = new ArrayList<>();
    private final UnsafeBuffer payload = new UnsafeBuffer(0, 0);
    private final int turnsBeforeWaking;
    private @Nullable GroupStream<?> latest;
    private int waitingCount;
    private boolean hasNews;
    private int newsOfTurns;
    private long nextToken = 1;

    MessagingAgent(MessagingConfig config, CommandQueue commands) {
        this.core = new MessagingParticipant(config, this);
        this.commands = commands;
        this.turnsBeforeWaking = commands.loop().isOnAgent() ? 1 : TURNS_BEFORE_WAKING;
    }

    @Override
    protected MessagingParticipant delegate() {
        return core;
    }

    @Override
    public int doWork(long nowNs) {
        int work = takeCommands() + publishWaiting() + serveStreams() + super.doWork(nowNs);
        tell(work);
        return work;
    }

    /**
     * Shows the delivery loop what is new. It is woken when this thread has nothing else to do, or has had news for a few turns: where there
     * are fewer cores than threads, it takes the core from an agent.
     */
    private void tell(int work) {
        if (hasNews) {
            hasNews = false;
            newsOfTurns++;
            showDeliveries();
        }
        if (newsOfTurns >= turnsBeforeWaking || (newsOfTurns > 0 && work == 0)) {
            newsOfTurns = 0;
            commands.wakeLoop();
        }
    }

    private void showDeliveries() {
        for (int i = 0; i < served.size(); i++) {
            served.get(i).stream.handOff().show();
        }
    }

    private int serveStreams() {
        int work = 0;
        for (int i = 0; i < served.size(); i++) {
            work += served.get(i).serve();
        }
        return work;
    }

    private void answer(Runnable answer) {
        commands.answer(answer);
        hasNews = true;
    }

    /** What waits for credit fills the queue in front of it, so that no more is taken in than can be sent on. */
    private int takeCommands() {
        int taken = 0;
        Command command;
        while (taken < COMMANDS_PER_TURN
                && waitingCount < CommandQueue.CAPACITY
                && (command = commands.poll()) != null) {
            take(command);
            taken++;
        }
        return taken;
    }

    private void take(Command command) {
        if (command instanceof Command.Publish publish) {
            waiting.computeIfAbsent(publish.topic(), topic -> new ArrayDeque<>())
                    .add(publish);
            waitingCount++;
        } else if (command instanceof Command.Join<?> join) {
            core.join(remember(join), join.topic(), join.order());
        } else if (command instanceof Command.Leave leave) {
            leave(leave);
        }
    }

    private void leave(Command.Leave leave) {
        if (streams.containsKey(leave.topicId())) {
            core.leave(remember(leave), leave.topic());
        } else {
            answer(() -> leave.sink().success());
        }
    }

    private long remember(Command command) {
        underWay.put(nextToken, command);
        return nextToken++;
    }

    private int publishWaiting() {
        int published = 0;
        Iterator<ArrayDeque<Command.Publish>> topics = waiting.values().iterator();
        while (topics.hasNext()) {
            ArrayDeque<Command.Publish> topic = topics.next();
            while (!topic.isEmpty() && published < COMMANDS_PER_TURN && publish(topic.getFirst())) {
                topic.removeFirst();
                waitingCount--;
                published++;
            }
            if (topic.isEmpty()) {
                topics.remove();
            }
        }
        return published;
    }

    /** A message alone needs no head: the core reads what would follow it. */
    private boolean publish(int topicId, DirectBuffer buffer, int offset, int length) {
        return core.publish(
                topicId, buffer, offset - MessageBatch.RECORD, MessageBatch.recordLength(length), 1, length);
    }

    private boolean publish(Command.Publish publish) {
        long token = nextToken;
        underWay.put(token, publish);
        payload.wrap(publish.payload());
        boolean taken = core.publish(token, publish.topic(), publish.options(), payload, 0, publish.payload().length);
        if (taken) {
            nextToken++;
        } else {
            underWay.remove(token);
        }
        return taken;
    }

    // ---- what the core says -----------------------------------------------------------------------------------------

    @Override
    public void onMessage(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length) {
        GroupStream<?> stream = find(topicId);
        if (stream != null) {
            stream.handOff().addMessage(sender, seq, sequence, transitional, buffer, offset, length);
            hasNews = true;
        }
    }

    @Override
    public void onMessages(
            int topicId,
            Member sender,
            long seq,
            GroupViewId view,
            long sequence,
            boolean transitional,
            DirectBuffer buffer,
            int offset,
            int length) {
        GroupStream<?> stream = find(topicId);
        if (stream != null) {
            stream.handOff().addMessages(sender, seq, sequence, transitional, buffer, offset, length);
            hasNews = true;
        }
    }

    private @Nullable GroupStream<?> find(int topicId) {
        GroupStream<?> stream = latest != null && latest.topicId() == topicId ? latest : streams.get(topicId);
        latest = stream == null ? latest : stream;
        return stream;
    }

    @Override
    public void onTransitional(int topicId, GroupViewId view, List<Member> companions) {
        GroupStream<?> stream = streams.get(topicId);
        if (stream != null) {
            stream.handOff().addTransition(new HandOff.Transition(view, companions));
            hasNews = true;
        }
    }

    @Override
    public void onGroupView(int topicId, GroupView view) {
        GroupStream<?> stream = streams.get(topicId);
        if (stream != null) {
            stream.handOff().addView(view);
            hasNews = true;
        }
    }

    @Override
    public void onGroupEnded(int topicId, ClusterException why) {
        GroupStream<?> stream = removeStream(topicId);
        if (stream != null) {
            stream.end(why);
            hasNews = true;
        }
    }

    @Override
    public void onJoined(long token, int topicId, Order order, GroupView view) {
        if (underWay.remove(token) instanceof Command.Join<?> join) {
            GroupStream<?> stream = join.newStream(topicId, view);
            if (commands.loop().isOnAgent()) {
                stream.publishStraight((buffer, offset, length) -> publish(topicId, buffer, offset, length));
            }
            streams.put(topicId, stream);
            served.add(new Served(stream));
            commands.loop().add(stream);
            answer(() -> join.joined(stream));
        }
    }

    @Override
    public void onRefused(long token, ClusterException why) {
        failed(underWay.remove(token), why);
    }

    @Override
    public void onLeft(long token) {
        if (underWay.remove(token) instanceof Command.Leave leave) {
            GroupStream<?> stream = removeStream(leave.topicId());
            if (stream != null) {
                stream.end(null);
            }
            answer(() -> leave.sink().success());
        }
    }

    @Override
    public void onAccepted(long token) {
        // A receipt is what users wait for.
    }

    @Override
    public void onReceipt(long token, Receipt receipt) {
        if (underWay.remove(token) instanceof Command.Publish publish) {
            answer(() -> publish.outcome().onReceipt(receipt));
        }
    }

    @Override
    public void onFailed(long token, ClusterException why) {
        failed(underWay.remove(token), why);
    }

    private void failed(@Nullable Command command, ClusterException why) {
        if (command != null) {
            answer(() -> command.fail(why));
        }
    }

    // ---- the end ----------------------------------------------------------------------------------------------------

    @Override
    public void onOut(@Nullable ClusterException cause) {
        super.onOut(cause);
        streams.values().forEach(stream -> stream.end(cause));
        close(cause);
    }

    @Override
    public void onClose() {
        super.onClose();
        close(null);
    }

    /** Fails whatever was asked for and not answered; the core has failed what it knew of. */
    private void close(@Nullable ClusterException cause) {
        commands.close(cause);
        waiting.values().forEach(topic -> topic.forEach(commands::fail));
        waiting.clear();
        underWay.values().forEach(commands::fail);
        underWay.clear();
        commands.wakeLoop();
    }

    private @Nullable GroupStream<?> removeStream(int topicId) {
        served.removeIf(each -> each.stream.topicId() == topicId);
        latest = null;
        return streams.remove(topicId);
    }

    /** What a group's users leave for the agent: how far they are, and what they publish as bytes. */
    private final class Served {
        final GroupStream<?> stream;
        private final ConsumedPositions.Reader consumed;
        private final ByteRing.BlockReader published;

        Served(GroupStream<?> stream) {
            this.stream = stream;
            int topicId = stream.topicId();
            consumed = (sender, seq, bytes) -> core.consumed(topicId, sender, seq, bytes);
            published = (buffer, offset, length, count, bytes) ->
                    core.publish(topicId, buffer, offset, length, count, bytes);
        }

        int serve() {
            int work = stream.consumed().read(consumed);
            LiveRawPublication raw = stream.raw();
            return raw == null ? work : work + raw.read(published, core.batchLength(), RAW_BYTES_PER_TURN);
        }
    }
}
