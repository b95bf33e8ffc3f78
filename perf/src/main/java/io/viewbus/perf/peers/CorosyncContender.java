/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Load;
import io.viewbus.perf.member.Sender;
import io.viewbus.perf.member.Setup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Corosync: a daemon for each member, and a closed process group with agreed order. A small client in C connects the member with its
 * daemon.
 */
public final class CorosyncContender implements Contender, CorosyncFrames.Listener {

    private final Setup setup;
    private final List<Sender> senders;
    private final CountDownLatch complete = new CountDownLatch(1);
    private @Nullable CorosyncNode node;

    /**
     * Makes the contender.
     *
     * @param setup what it works with: a load for each sender thread
     */
    public CorosyncContender(Setup setup) {
        this.setup = setup;
        this.senders = setup.loads().stream()
                .map(load -> new Sender(load, this::send, setup.ledger()))
                .toList();
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        try {
            node = CorosyncNode.start(setup.task(), this, this::onFailure);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!complete.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("the members did not all join within " + timeout.toSeconds() + " s");
        }
        setup.ledger().requireSound();
    }

    private void onFailure(Throwable why) {
        setup.ledger().fail(why);
        complete.countDown();
    }

    /** Views only grow until all have joined; one that shrinks after that means that a daemon was put out. */
    @Override
    public void onView(int members) {
        if (members == setup.task().members()) {
            complete.countDown();
        } else if (complete.getCount() == 0) {
            setup.ledger()
                    .fail(new IllegalStateException("Corosync went on with " + members + " of "
                            + setup.task().members() + " members"));
        }
    }

    @Override
    public void onMessage(byte[] buffer, int length) {
        setup.throttle().take();
        setup.ledger().record(buffer, 0);
    }

    @Override
    public void start() {
        senders.forEach(Sender::start);
    }

    /** Blocks while the client holds the sender back. */
    private boolean send(Load load) throws IOException {
        node().send(load.payload());
        return true;
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        Sender.joinAll(senders, timeout);
    }

    private CorosyncNode node() {
        if (node == null) {
            throw new IllegalStateException("not joined");
        }
        return node;
    }

    @Override
    public void close() {
        if (node != null) {
            node.close();
        }
    }
}
