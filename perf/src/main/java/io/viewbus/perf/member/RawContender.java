/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import io.viewbus.Group;
import io.viewbus.GroupView;
import io.viewbus.RawHandler;
import io.viewbus.RawPublication;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Viewbus without objects: bytes in, Aeron's return codes out, bytes to a handler. */
public final class RawContender implements Contender, RawHandler {

    private final Ledger ledger;
    private final List<Load> loads;
    private final ViewbusMember member;
    private final List<Sender> senders = new ArrayList<>();

    /**
     * Makes the contender.
     *
     * @param setup what it works with: a load for each topic
     */
    public RawContender(Setup setup) {
        this.ledger = setup.ledger();
        this.loads = setup.loads();
        this.member = new ViewbusMember(setup.task(), ledger);
    }

    @Override
    public void join(Duration timeout) throws InterruptedException {
        List<Group<byte[]>> groups = member.join(timeout);
        for (int lane = 0; lane < groups.size(); lane++) {
            groups.get(lane).handle(this);
            if (lane < loads.size()) {
                senders.add(sender(loads.get(lane), groups.get(lane).raw()));
            }
        }
        member.awaitComplete(timeout);
    }

    private Sender sender(Load load, RawPublication publication) {
        UnsafeBuffer payload = new UnsafeBuffer(new byte[load.size()]);
        return new Sender(
                load,
                due -> {
                    due.writeTo(payload, 0);
                    long result = publication.offer(payload, 0, payload.capacity());
                    if (result == RawPublication.CLOSED) {
                        throw member.lost();
                    }
                    return result > 0;
                },
                ledger);
    }

    @Override
    public void onView(GroupView view) {
        member.onView(view);
    }

    @Override
    public void onMessage(Member sender, long sequence, DirectBuffer buffer, int offset, int length) {
        ledger.record(buffer, offset);
    }

    @Override
    public void start() {
        senders.forEach(Sender::start);
    }

    @Override
    public void stop(Duration timeout) throws InterruptedException {
        Sender.joinAll(senders, timeout);
    }

    @Override
    public void close() {
        member.close();
    }
}
