/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A member of the cluster and of the group that is measured, however it publishes and reads. */
final class ViewbusMember implements AutoCloseable {

    private final MemberTask task;
    private @Nullable Bus bus;

    ViewbusMember(MemberTask task) {
        this.task = task;
    }

    Group<byte[]> join(Duration timeout) {
        Bus joined = ViewBus.create()
                .cluster(task.cluster())
                .member("member-" + task.index())
                .transport(AeronTransport.multicast(MemberTask.GROUP, task.port()))
                .expectedSize(task.members())
                .connectNow(timeout);
        bus = joined;
        return Objects.requireNonNull(joined.topic("throughput", Codec.bytes())
                .order(task.order())
                .join()
                .block(timeout));
    }

    @Override
    public void close() {
        if (bus != null) {
            bus.close();
        }
    }
}
