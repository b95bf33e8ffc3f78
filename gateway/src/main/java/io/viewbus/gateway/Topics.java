/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Delivery;
import io.viewbus.Group;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupEvent.Transitional;
import io.viewbus.GroupView;
import io.viewbus.Order;
import io.viewbus.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The topics that somebody follows. Each is joined once, for all who follow it, and read as fast as it comes into a log of bounded
 * length: whoever reads it from there holds back nobody. When the last one has gone, the group is left after a while.
 */
final class Topics implements Disposable {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);

    private final Bus bus;
    private final Limits limits;
    private final Map<String, Group<byte[]>> shared = new HashMap<>();
    private final Map<String, Followed> followed = new HashMap<>();

    Topics(Bus bus, List<Group<byte[]>> groups, Limits limits) {
        this.bus = bus;
        this.limits = limits;
        groups.forEach(group -> shared.put(group.topic().name(), group));
    }

    /** One topic that is followed. */
    private final class Followed {
        private final String name;
        private final EventLog log = new EventLog(limits.backlogEvents(), limits.backlogBytes());
        private final Mono<Group<byte[]>> joining;
        private @Nullable Group<byte[]> group;
        private @Nullable Disposable reading;
        private int followers;
        private long generation;

        Followed(String name, @Nullable Order order) {
            this.name = name;
            Group<byte[]> ours = shared.get(name);
            Mono<Group<byte[]>> joined =
                    ours != null ? Mono.just(ours) : topic(name, order).join();
            this.joining = joined.doOnNext(this::read).cache();
        }

        private void read(Group<byte[]> joined) {
            synchronized (Topics.this) {
                group = joined;
                if (shared.containsValue(joined)) {
                    add(new Installed<>(joined.view()));
                }
                reading = joined.events().subscribe(this::add, this::fail, () -> end("the member left this topic"));
            }
        }

        private void add(GroupEvent<byte[]> event) {
            if (event instanceof Installed<byte[]> installed) {
                GroupView view = installed.view();
                log.appendState("view", view.id() + ":0", Json.write(Documents.groupView(view)));
            } else if (event instanceof Transitional<byte[]> transitional) {
                log.append("transitional", null, Json.write(Documents.transitional(transitional)));
            } else if (event instanceof Delivery<byte[]> message) {
                String id = message.view() + ":" + message.sequence();
                log.append("message", id, Json.write(Documents.message(message)));
            }
        }

        private void fail(Throwable error) {
            end(String.valueOf(error.getMessage()));
        }

        private void end(String reason) {
            synchronized (Topics.this) {
                followed.remove(name, this);
            }
            log.end(reason);
        }

        private void stop() {
            Group<byte[]> joined = group;
            if (reading != null) {
                reading.dispose();
            }
            if (joined != null && !shared.containsValue(joined)) {
                joined.leave().subscribe(done -> {}, e -> LOG.debug("topic {} could not be left", name, e));
            }
        }
    }

    /** Describes a topic of bytes. */
    Topic<byte[]> topic(String name, @Nullable Order order) {
        Topic<byte[]> topic = bus.topic(name, Codec.bytes());
        return order == null ? topic : topic.order(order);
    }

    /** That one client follows a topic; ends once. */
    final class Following {
        private final Followed topic;
        private final AtomicBoolean isOver = new AtomicBoolean();

        private Following(Followed topic) {
            this.topic = topic;
        }

        EventLog log() {
            return topic.log;
        }

        /** Ends it. Idempotent. */
        void end() {
            if (isOver.compareAndSet(false, true)) {
                unfollow(topic);
            }
        }
    }

    /**
     * Follows a topic.
     *
     * @param order the order it must have, or null
     * @return the following, once the topic is joined; <b>errors</b> as joining does
     */
    Mono<Following> follow(String name, @Nullable Order order) {
        return Mono.defer(() -> {
            Following following = new Following(count(name, order));
            return following
                    .topic
                    .joining
                    .thenReturn(following)
                    .doOnError(e -> forget(following.topic))
                    .doOnCancel(following::end);
        });
    }

    private synchronized Followed count(String name, @Nullable Order order) {
        Followed topic = followed.get(name);
        if (topic == null) {
            if (followed.size() >= limits.topics()) {
                throw new Problem(
                                429, "this gateway follows " + limits.topics() + " topics already; ask another member")
                        .with("Retry-After", "30");
            }
            topic = new Followed(name, order);
            followed.put(name, topic);
        }
        topic.followers++;
        topic.generation++;
        return topic;
    }

    private synchronized void forget(Followed topic) {
        followed.remove(topic.name, topic);
    }

    private synchronized void unfollow(Followed topic) {
        if (--topic.followers == 0) {
            long generation = topic.generation;
            Schedulers.parallel()
                    .schedule(() -> leave(topic, generation), limits.linger().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void leave(Followed topic, long generation) {
        if (topic.followers == 0 && topic.generation == generation && followed.remove(topic.name, topic)) {
            topic.stop();
        }
    }

    @Override
    public synchronized void dispose() {
        List.copyOf(followed.values()).forEach(topic -> {
            topic.stop();
            topic.log.end("the gateway ends");
        });
        followed.clear();
    }
}
