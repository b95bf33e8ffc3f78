/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The space-time picture: a lane per member, a column per moment, the newest on the right. */
final class Lanes {

    private static final char VIEW = '┃';
    private static final char DELIVERED = '●';
    private static final char QUIET = '─';
    private static final char CRASH = '×';
    private static final char NOTHING = ' ';

    /** Wider than any terminal. */
    private static final int KEPT = 500;

    private final Map<String, Lane> lanes = new LinkedHashMap<>();

    private static final class Lane {
        private final Deque<Character> marks = new ArrayDeque<>();
        private BoardEntry.Snapshot before;

        Lane(BoardEntry.Snapshot first) {
            this.before = first;
        }
    }

    /** Adds the column of this moment. */
    void advance(List<BoardEntry.Snapshot> members) {
        for (BoardEntry.Snapshot now : members) {
            Lane lane = lanes.computeIfAbsent(now.name(), name -> new Lane(now));
            lane.marks.addLast(mark(lane.before, now));
            lane.before = now;
            if (lane.marks.size() > KEPT) {
                lane.marks.removeFirst();
            }
        }
    }

    private static char mark(BoardEntry.Snapshot before, BoardEntry.Snapshot now) {
        if (!now.state().isAlive()) {
            boolean justKilled = now.state() == MemberState.KILLED && before.state() != MemberState.KILLED;
            return justKilled ? CRASH : NOTHING;
        }
        if (now.state() == MemberState.STARTING) {
            return NOTHING;
        }
        if (now.installs() != before.installs()) {
            return VIEW;
        }
        return now.progress().deliveredPerSecond() > 0 ? DELIVERED : QUIET;
    }

    /** Returns the end of a member's lane, padded on the left. */
    String of(String name, int columns) {
        StringBuilder text = new StringBuilder(" ".repeat(columns));
        Lane lane = lanes.get(name);
        if (lane != null) {
            lane.marks.forEach(text::append);
        }
        return text.substring(text.length() - columns);
    }
}
