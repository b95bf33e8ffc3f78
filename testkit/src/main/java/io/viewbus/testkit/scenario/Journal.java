/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.Order;
import io.viewbus.core.wire.DataHeader;
import io.viewbus.testkit.check.EventHandler;
import io.viewbus.testkit.check.MessageId;
import io.viewbus.testkit.check.TraceEvent;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one member went through, as far as scenarios ask for it. */
final class Journal implements EventHandler {

    private final Mail mail;
    private final List<View> views = new ArrayList<>();
    private final List<Entry> deliveries = new ArrayList<>();
    private final List<Long> sent = new ArrayList<>();
    private final Map<Incarnation, Long> received = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private @Nullable PrimaryState primary;
    private boolean excluded;
    private boolean left;
    private int viewsBefore;

    Journal(Mail mail) {
        this.mail = mail;
    }

    @Override
    public void on(TraceEvent.Installed event) {
        views.add(event.view());
        primary = PrimaryState.PRIMARY;
    }

    @Override
    public void on(TraceEvent.PrimaryStateChanged event) {
        primary = event.state();
    }

    @Override
    public void on(TraceEvent.Suspected event) {
        note("suspects " + mail.nameOf(event.suspect()));
    }

    @Override
    public void on(TraceEvent.Promised event) {
        note("promised");
    }

    @Override
    public void on(TraceEvent.Accepted event) {
        // A newcomer's acceptance binds it to nothing.
        if (!event.prior().equals(ViewId.NONE)) {
            note("accepted");
        }
    }

    @Override
    public void on(TraceEvent.Decided event) {
        note("decided");
    }

    @Override
    public void on(TraceEvent.Excluded event) {
        excluded = true;
    }

    @Override
    public void on(TraceEvent.Left event) {
        left = true;
    }

    @Override
    public void on(TraceEvent.Sent event) {
        if (event.topic() != DataHeader.NO_TOPIC) {
            sent.add(event.seq());
        }
    }

    @Override
    public void on(TraceEvent.Received event) {
        received.merge(event.sender(), event.seq(), Math::max);
    }

    @Override
    public void on(TraceEvent.Delivered event) {
        if (event.toUser() && !views.isEmpty()) {
            String sender = mail.nameOf(event.message().sender());
            View view = views.get(views.size() - 1);
            deliveries.add(new Entry(
                    view,
                    event.message(),
                    sender,
                    event.topic(),
                    event.order().compareTo(Order.TOTAL) >= 0,
                    event.transitional()));
        }
    }

    private void note(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    int count(String what) {
        return counts.getOrDefault(what, 0);
    }

    void countFromHere() {
        counts.clear();
        viewsBefore = views.size();
    }

    /** Returns how many views were installed since {@link #countFromHere}. */
    int viewCount() {
        return views.size() - viewsBefore;
    }

    List<View> views() {
        return views;
    }

    List<Entry> deliveries() {
        return deliveries;
    }

    @Nullable
    PrimaryState primary() {
        return primary;
    }

    boolean isExcluded() {
        return excluded;
    }

    boolean hasLeft() {
        return left;
    }

    /** Returns how many messages of a sender were received here, joins of topics not counted. */
    long messagesReceived(Incarnation sender, Journal ofSender) {
        long upTo = received.getOrDefault(sender, 0L);
        return ofSender.sent.stream().filter(seq -> seq <= upTo).count();
    }

    /** A message that a user got. */
    record Entry(View view, MessageId message, String sender, int topic, boolean total, boolean transitional) {}
}
