/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.View.Component;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The group of one topic: replicated state that changes at the same place of the total order at every member. */
final class TopicGroup {

    private final String name;
    private final int id;
    private Order order;
    private final List<Member> members = new ArrayList<>();
    private GroupViewId viewId;
    private long place;
    private long sequence;
    private boolean selfIn;
    private boolean endAnnounced;

    TopicGroup(String name, int id, Order order, long counter) {
        this.name = name;
        this.id = id;
        this.order = order;
        viewId = new GroupViewId(counter, 0);
    }

    String name() {
        return name;
    }

    int id() {
        return id;
    }

    Order order() {
        return order;
    }

    /** The first join fixes the order again when everybody had left. */
    void order(Order value) {
        order = value;
    }

    GroupViewId viewId() {
        return viewId;
    }

    int size() {
        return members.size();
    }

    Member member(int index) {
        return members.get(index);
    }

    List<Member> members() {
        return members;
    }

    boolean contains(Incarnation incarnation) {
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).incarnation().equals(incarnation)) {
                return true;
            }
        }
        return false;
    }

    /** Gives the next frame its place in the group view. */
    long nextPlace() {
        return ++place;
    }

    /** Gives the next messages their places in the group view, and returns that of the first. */
    long nextSequence(int messages) {
        long first = sequence + 1;
        sequence += messages;
        return first;
    }

    /** Whether this member is in the group. */
    boolean isSelfIn() {
        return selfIn;
    }

    void selfIn(boolean value) {
        selfIn = value;
    }

    /** Takes notice that the end of the group view is announced; returns whether that is new. */
    boolean announceEnd() {
        boolean first = !endAnnounced;
        endAnnounced = true;
        return first;
    }

    /** Lets a member in, in the rank order of the view. */
    GroupView join(Member joiner, View view) {
        int rank = view.rankOf(joiner.incarnation());
        int at = 0;
        while (at < members.size() && view.rankOf(members.get(at).incarnation()) < rank) {
            at++;
        }
        members.add(at, joiner);
        return change(List.of(joiner), List.of());
    }

    /** Puts members in as they are at the start of a view. */
    void enter(List<Member> entering, View view) {
        members.addAll(entering);
        members.sort(Comparator.comparingInt(member -> view.rankOf(member.incarnation())));
    }

    /** Returns the group as it starts in a view that it was put together for. */
    GroupView merged(View view) {
        List<Member> joined = within(view.joined());
        List<Component> components = view.components().stream()
                .map(part -> new Component(part.prior(), within(part.members())))
                .filter(part -> !part.members().isEmpty())
                .toList();
        return new GroupView(viewId, members, joined, List.of(), components);
    }

    /** Those of the group that are among others, in rank order. */
    private List<Member> within(List<Member> others) {
        return members.stream().filter(others::contains).toList();
    }

    /** Lets a member out. */
    GroupView leave(Member leaver) {
        members.remove(leaver);
        return change(List.of(), List.of(leaver));
    }

    /** Starts again in a new view of the cluster, with those members that are in it. */
    GroupView startView(View view) {
        List<Member> lost = new ArrayList<>();
        for (Member member : members) {
            if (view.rankOf(member.incarnation()) < 0) {
                lost.add(member);
            }
        }
        members.removeAll(lost);
        viewId = new GroupViewId(view.id().counter(), 0);
        place = 0;
        sequence = 0;
        endAnnounced = false;
        return new GroupView(viewId, members, List.of(), lost);
    }

    private GroupView change(List<Member> joined, List<Member> left) {
        viewId = new GroupViewId(viewId.counter(), viewId.change() + 1);
        place = 0;
        sequence = 0;
        endAnnounced = false;
        return new GroupView(viewId, members, joined, left);
    }
}
