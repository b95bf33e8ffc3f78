/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

/**
 * One element of a group's single ordered stream: a view or a message.
 *
 * @param <T> the payload type
 */
public sealed interface GroupEvent<T> permits GroupEvent.Installed, Delivery {

    /**
     * A group view was installed: the messages that follow are delivered in it.
     *
     * @param view the view
     * @param <T> the payload type
     */
    record Installed<T>(GroupView view) implements GroupEvent<T> {}
}
