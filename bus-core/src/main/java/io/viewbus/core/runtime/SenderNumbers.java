/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.runtime;

import io.viewbus.view.Member;

/** Numbers for the senders of the messages in one group view. The agent writes, the delivery loop reads what it was told. */
final class SenderNumbers {
    static final int NONE = -1;
    /** Whoever comes after so many goes through the queue: a view has fewer. */
    private static final int MOST = 128;

    private final Member[] members = new Member[MOST];
    private int count;
    private int last;

    @SuppressWarnings("ReferenceEquality") // The agent names a member of a view by one object; two would only have two
    // numbers.
    int indexOf(Member sender) {
        if (count > 0 && members[last] == sender) {
            return last;
        }
        for (int i = 0; i < count; i++) {
            if (members[i] == sender) {
                last = i;
                return i;
            }
        }
        return count == MOST ? NONE : add(sender);
    }

    private int add(Member sender) {
        members[count] = sender;
        last = count;
        return count++;
    }

    Member get(int index) {
        return members[index];
    }
}
