/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.GroupView;
import io.viewbus.GroupViewId;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a program may rely on in the views that it is told (R4): each follows from the one before, messages name the latest and
 * are counted in it, and the transitional signal stands between those with the full guarantee and the others.
 */
final class ToldViews {

    /** A group as its member knows it. */
    private static final class Group {
        private final GroupView view;
        private long sequence;
        private boolean ending;

        Group(GroupView view) {
            this.view = view;
        }

        boolean isIn(GroupViewId id) {
            return view.id().equals(id);
        }
    }

    private final Member self;
    private final Consumer<String> onMistake;
    private final Map<Integer, Group> groups = new TreeMap<>();
    private @Nullable View view;
    private @Nullable PrimaryState state;

    ToldViews(Member self, Consumer<String> onMistake) {
        this.self = self;
        this.onMistake = onMistake;
    }

    void installed(View next) {
        View before = view;
        view = next;
        require(next.members().contains(self), () -> "was told " + next + ", in which it is not");
        if (before != null) {
            require(before.id().compareTo(next.id()) < 0, () -> "was told " + next + " after " + before);
            boolean merged = !next.components().isEmpty();
            require(
                    merged || follows(before.members(), next.joined(), next.left(), next.members()),
                    () -> "cannot get from " + before + " to " + next);
        }
    }

    void primaryState(PrimaryState next) {
        require(state != next, () -> "was told twice that it is " + next);
        state = next;
    }

    void joined(int topic, GroupView next) {
        require(next.members().contains(self), () -> "came into " + next + ", in which it is not");
        groups.put(topic, new Group(next));
    }

    void changed(int topic, GroupView next) {
        Group group = groups.get(topic);
        if (group == null) {
            onMistake.accept("was told " + next + " of a group that it is not in");
            return;
        }
        require(next.members().contains(self), () -> "was told " + next + ", in which it is not");
        require(group.view.id().compareTo(next.id()) < 0, () -> "was told " + next + " after " + group.view);
        // Where parts merge, each of them has other members to begin with.
        boolean merged = !next.components().isEmpty();
        require(
                merged || follows(group.view.members(), next.joined(), next.left(), next.members()),
                () -> "cannot get from " + group.view + " to " + next);
        groups.put(topic, new Group(next));
    }

    void ending(int topic, GroupViewId id) {
        Group group = groups.get(topic);
        if (group == null || group.ending || !group.isIn(id)) {
            onMistake.accept("got a transitional signal of group view " + id + " that was out of place");
        } else {
            group.ending = true;
        }
    }

    void message(int topic, GroupViewId in, long sequence, boolean transitional) {
        Group group = groups.get(topic);
        if (group == null || !group.isIn(in)) {
            onMistake.accept("got a message of group view " + in + ", in which it is not");
            return;
        }
        group.sequence++;
        if (sequence != group.sequence) {
            onMistake.accept("got message " + sequence + " of group view " + in + " as number " + group.sequence);
        }
        if (transitional != group.ending) {
            onMistake.accept("got message " + sequence + " of group view " + in
                    + " on the wrong side of the transitional signal");
        }
    }

    /** This program is out of a group, as it wanted or not. */
    void ended(int topic) {
        groups.remove(topic);
    }

    private static boolean follows(List<Member> before, List<Member> joined, List<Member> left, List<Member> members) {
        Set<Member> expected = new HashSet<>(before);
        expected.addAll(joined);
        left.forEach(expected::remove);
        return expected.equals(new HashSet<>(members));
    }

    private void require(boolean condition, Supplier<String> otherwise) {
        if (!condition) {
            onMistake.accept(otherwise.get());
        }
    }
}
