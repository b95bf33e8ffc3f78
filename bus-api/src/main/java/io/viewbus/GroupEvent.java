/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import io.viewbus.view.Member;
import java.util.List;

/**
 * One element of a group's single ordered stream: a view, the announcement that one ends, or a message.
 *
 * @param <T> the payload type
 */
public sealed interface GroupEvent<T> permits GroupEvent.Installed, GroupEvent.Transitional, Delivery {

    /**
     * A group view was installed: the messages that follow are delivered in it.
     *
     * @param view the view
     * @param <T> the payload type
     */
    record Installed<T>(GroupView view) implements GroupEvent<T> {}

    /**
     * A group view of a {@link Order#SAFE} topic ends with messages of which it is not known that all its members hold them.
     * They follow, marked {@linkplain Delivery#transitional() transitional}, and then the next view. Comes at the same place of
     * the order at all companions, and not at all when there are no such messages (EVS's transitional configuration, told
     * only where it makes a difference).
     *
     * @param view the view that ends
     * @param companions those of its members that go on to the next view of the cluster together, and hold what follows
     * @param <T> the payload type
     */
    record Transitional<T>(GroupViewId view, List<Member> companions) implements GroupEvent<T> {

        /** Copies the list. */
        public Transitional {
            companions = List.copyOf(companions);
        }
    }
}
