/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.observe;

import java.util.Locale;

/**
 * Everything that a member counts or measures. Each counter has one writer, the agent thread of the member, and starts at 0 with
 * each incarnation. Durations are nanoseconds in which the process was awake, but for {@link #VIEW_TIMESTAMP_NS}.
 */
public enum Counter {
    /** Views of the cluster that this member installed. */
    VIEWS_INSTALLED(1, Kind.TOTAL, "views of the cluster that this member installed"),
    /** The counter of the installed view. */
    VIEW(2, Kind.GAUGE, "counter of the installed view"),
    /** How many members the installed view has. */
    MEMBERS(3, Kind.GAUGE, "members of the installed view"),
    /** 1 while a quorum is reachable, 0 otherwise. */
    PRIMARY(4, Kind.GAUGE, "1 while a quorum is reachable, 0 in a minority"),
    /** For how long deliveries stood still for the last change of the view. */
    VIEW_CHANGE_LAST_NS(5, Kind.GAUGE, "how long deliveries stood still for the last change of the view"),
    /** For how long deliveries stood still for all changes of the view together. */
    VIEW_CHANGE_SUM_NS(6, Kind.TOTAL, "how long deliveries stood still for all changes of the view together"),
    /** How often this member began to suspect another. */
    SUSPICIONS(7, Kind.TOTAL, "how often this member began to suspect another"),
    /** How often another member was silent for half of the time after which it is suspected. */
    QUIET_MEMBERS(8, Kind.TOTAL, "how often a member was silent for half of the time after which it is suspected"),
    /** Heartbeats that were sent. */
    HEARTBEATS_SENT(9, Kind.TOTAL, "heartbeats sent"),
    /** Heartbeats of other processes of the cluster that were heard. */
    HEARTBEATS_RECEIVED(10, Kind.TOTAL, "heartbeats of other processes heard"),
    /** How often this process stood still for so long that it doubted itself. */
    PAUSES(11, Kind.TOTAL, "how often this process stood still for so long that it doubted itself"),
    /** The longest time for which this process stood still, of those that made it doubt itself. */
    PAUSE_LONGEST_NS(12, Kind.GAUGE, "longest time for which this process stood still"),
    /** Control frames that were sent. */
    CONTROL_FRAMES_SENT(13, Kind.TOTAL, "control frames sent"),
    /** Bytes of control frames that were sent. */
    CONTROL_BYTES_SENT(14, Kind.TOTAL, "bytes of control frames sent"),
    /** Control frames of this cluster that arrived. */
    CONTROL_FRAMES_RECEIVED(15, Kind.TOTAL, "control frames received"),
    /** Control frames that nobody can read. */
    CONTROL_FRAMES_MALFORMED(16, Kind.TOTAL, "control frames that nobody can read"),
    /** Control frames of other clusters at the same address. */
    CONTROL_FRAMES_FOREIGN(17, Kind.TOTAL, "control frames of other clusters at the same address"),
    /** The rank of this member in the installed view. */
    RANK(18, Kind.GAUGE, "rank of this member in the installed view; the one with 0 orders"),
    /** When the view was installed, by the clock on the wall. */
    VIEW_TIMESTAMP_NS(19, Kind.GAUGE, "when the view was installed, since 1970"),
    /** How many members this one suspects; looked at once a second. */
    SUSPECTED(20, Kind.GAUGE, "members that this one suspects, looked at once a second"),
    /** For how long the most silent of the other members was not heard; looked at once a second. */
    SILENCE_NS(21, Kind.GAUGE, "silence of the most silent other member, looked at once a second"),
    /** How far the slowest of the other members is behind, in messages, those that travel together counted once; looked at once a second. */
    LAG(22, Kind.GAUGE, "messages that the slowest other member has not acknowledged, looked at once a second"),
    /** The longest of the round trips that were timed last, one with each other member; looked at once a second. */
    ROUND_TRIP_NS(23, Kind.GAUGE, "longest of the latest round trips to the other members, looked at once a second"),
    /** Messages that this member took from its programs to send. */
    MESSAGES_SENT(32, Kind.TOTAL, "messages of this member's programs taken to be sent"),
    /** Payload bytes of those messages. */
    BYTES_SENT(33, Kind.TOTAL, "payload bytes of those messages"),
    /** How often a message was not taken because the window or the slowest subscriber had no room. */
    PUBLISH_HELD_BACK(34, Kind.TOTAL, "offers not taken because the window or the slowest subscriber had no room"),
    /** Messages that were delivered here, of all topics and senders. */
    MESSAGES_DELIVERED(35, Kind.TOTAL, "messages delivered in this member's views, of all topics and senders"),
    /** Payload bytes of those messages. */
    BYTES_DELIVERED(36, Kind.TOTAL, "payload bytes of those messages"),
    /** Messages that are kept because somebody may need them; those that travel together are counted once. */
    MESSAGES_RETAINED(37, Kind.GAUGE, "messages kept because somebody may need them"),
    /** Bytes of own messages that somebody has not acknowledged. */
    WINDOW_BYTES(38, Kind.GAUGE, "bytes of own messages that somebody has not acknowledged"),
    /** Topics that have a group. */
    TOPICS(39, Kind.GAUGE, "topics that have a group"),
    /** Data frames that were malformed, of another sender than they said, or of an unknown one. */
    FRAMES_DROPPED(40, Kind.TOTAL, "data frames that were malformed or of an unknown sender"),
    /** Data frames that came after a gap and were thrown away. */
    FRAMES_AFTER_GAP(41, Kind.TOTAL, "data frames that came after a gap and were thrown away"),
    /** Data frames that were sent again for somebody. */
    FRAMES_REPAIRED(42, Kind.TOTAL, "data frames sent again for somebody"),
    /** Messages that were dropped at a change of the view because they may depend on one that is lost. */
    ORPHANS_DROPPED(43, Kind.TOTAL, "messages dropped at a change of the view because they may depend on a lost one"),
    /** Own messages whose way was timed: one at a time. */
    DELIVERY_SAMPLES(44, Kind.TOTAL, "own messages timed until they were delivered here"),
    /** The time from sending to delivery here, of all those together. */
    DELIVERY_SUM_NS(45, Kind.TOTAL, "time from sending to delivery here, of all timed messages together"),
    /** Own messages that were timed until all members had them. */
    STABLE_SAMPLES(46, Kind.TOTAL, "own messages timed until all members had them"),
    /** The time from sending until all members had them, of all those together. */
    STABLE_SUM_NS(47, Kind.TOTAL, "time from sending until all members had them, of all timed messages together");

    /** How a value changes. */
    public enum Kind {
        /** Only grows: its change over time is a rate. */
        TOTAL,
        /** Goes up and down: its value is the state now. */
        GAUGE
    }

    /** The first type id in Aeron's counters file; the ids below 1,000 are Aeron's. */
    private static final int FIRST_TYPE_ID = 4700;

    private final int number;
    private final Kind kind;
    private final String help;

    Counter(int number, Kind kind, String help) {
        this.number = number;
        this.kind = kind;
        this.help = help;
    }

    /**
     * Returns how the value changes.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns what it means.
     *
     * @return a phrase in English
     */
    public String help() {
        return help;
    }

    /**
     * Returns its name for programs: lower case, words joined by underscores. Stable over versions.
     *
     * @return the key
     */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns by which type id it is found in a counters file. Stable over versions.
     *
     * @return the type id
     */
    public int typeId() {
        return FIRST_TYPE_ID + number;
    }

    /**
     * Tells whether values are nanoseconds.
     *
     * @return true if so
     */
    public boolean isDuration() {
        return name().endsWith("_NS");
    }
}
