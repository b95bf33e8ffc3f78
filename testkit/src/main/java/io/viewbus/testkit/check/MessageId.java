/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import io.viewbus.view.Incarnation;

/**
 * The identity of a message.
 *
 * @param sender who sent it
 * @param seq its number in the sender's stream, from 1
 */
public record MessageId(Incarnation sender, long seq) {

    /** Returns something short that people can tell apart. */
    @Override
    public String toString() {
        return sender.toString().substring(0, 6) + '#' + seq;
    }
}
