/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.Receipt;
import io.viewbus.view.Member;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** Digests what one member delivers, view by view, and measures how fast. Events come on the bus's delivery thread. */
final class DeliveryRecorder {

    private static final long SLOWEST_US = TimeUnit.MINUTES.toMicros(1);
    private static final int HALF = 50;
    private static final int NEARLY_ALL = 99;

    private final Member self;
    private final MemberReports reports;
    private final TestCorruption corruption;
    private final DeliveryDigest digest = new DeliveryDigest();
    private final Recorder latencyUs = new Recorder(SLOWEST_US, 2);
    private final LongAdder delivered = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private volatile Place place = new Place("", 0);

    /** Where in the order the member is. */
    private record Place(String view, long messages) {}

    DeliveryRecorder(Member self, MemberReports reports, TestCorruption corruption) {
        this.self = self;
        this.reports = reports;
        this.corruption = corruption;
    }

    void onEvent(GroupEvent<byte[]> event) {
        if (event instanceof Installed<byte[]> installed) {
            InstalledView view = InstalledView.of(installed.view());
            endView(view.id());
            place = new Place(view.id(), 0);
            reports.installed(view);
        } else if (event instanceof Delivery<byte[]> delivery) {
            onDelivery(delivery);
        }
    }

    /** The member left: its last view has no successor. */
    void onComplete() {
        endView(EndedView.NONE);
    }

    void onReceipt(Receipt receipt) {
        sent.increment();
    }

    private void onDelivery(Delivery<byte[]> delivery) {
        digest.add(corruption.apply(delivery));
        place = new Place(place.view(), digest.messages());
        delivered.increment();
        if (delivery.sender().equals(self)) {
            long us = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - Stamp.sentNs(delivery.payload()));
            latencyUs.recordValue(Math.min(us, SLOWEST_US));
        }
    }

    private void endView(String next) {
        String ending = place.view();
        if (!ending.isEmpty()) {
            reports.ended(digest.end(ending, next));
        }
    }

    /** Reports what happened since the last call. Called from one thread. */
    void reportProgress(Duration interval) {
        Histogram latency = latencyUs.getIntervalHistogram();
        Place now = place;
        reports.progress(new Progress(
                now.view(),
                now.messages(),
                perSecond(sent.sumThenReset(), interval),
                perSecond(delivered.sumThenReset(), interval),
                latency.getValueAtPercentile(HALF),
                latency.getValueAtPercentile(NEARLY_ALL)));
    }

    private static long perSecond(long count, Duration interval) {
        return count * 1000 / interval.toMillis();
    }
}
