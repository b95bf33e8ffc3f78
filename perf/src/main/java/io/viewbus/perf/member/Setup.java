/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import java.util.List;

/**
 * What a contender works with.
 *
 * @param task what to do
 * @param ledger where deliveries go
 * @param loads what to send, one for each sender; none if the member only listens
 * @param throttle what the first subscriber of this member takes before each message
 */
public record Setup(MemberTask task, Ledger ledger, List<Load> loads, Throttle throttle) {

    /** Copies the list. */
    public Setup {
        loads = List.copyOf(loads);
    }

    /** Makes one for a member that sends. */
    static Setup ofSender(MemberTask task) {
        return new Setup(task, new Ledger(task), task.loads(), new Throttle());
    }

    /** Makes one for a member that only listens. */
    static Setup ofListener(MemberTask task) {
        return new Setup(task, new Ledger(task), List.of(), new Throttle());
    }
}
