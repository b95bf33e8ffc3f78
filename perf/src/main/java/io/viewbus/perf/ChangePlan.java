/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What happens in a round.
 *
 * @param kinds which changes there are
 * @param planned how many joins and leaves
 * @param unplanned how often each of the others
 * @param gap how long it is quiet between two
 */
record ChangePlan(List<ChangeKind> kinds, int planned, int unplanned, Duration gap) {

    /** All changes in their sequence: planned ones alternate, and unplanned ones take turns after them. */
    List<ChangeKind> sequence() {
        List<ChangeKind> sequence = new ArrayList<>();
        for (int count = 0; hasGuest() && count < planned; count++) {
            sequence.add(count % 2 == 0 ? ChangeKind.JOIN : ChangeKind.LEAVE);
        }
        if (hasGuest() && planned % 2 == 1) {
            sequence.add(ChangeKind.LEAVE);
        }
        for (int count = 0; count < unplanned; count++) {
            kinds.stream().filter(kind -> !kind.isPlanned()).forEach(sequence::add);
        }
        return sequence;
    }

    boolean hasGuest() {
        return kinds.stream().anyMatch(ChangeKind::isPlanned);
    }

    /** How many members there are at most at the same time: a guest is one more, but who is lost is gone when another takes its place. */
    int most(int members) {
        return hasGuest() ? members + 1 : members;
    }

    /** How many processes may take part in the whole round: who is lost is replaced, and the last number is the guest's. */
    int capacity(int members) {
        return members
                + (int) sequence().stream().filter(kind -> !kind.isPlanned()).count()
                + 1;
    }
}
