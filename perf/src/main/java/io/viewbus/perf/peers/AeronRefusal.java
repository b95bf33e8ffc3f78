/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.aeron.Publication;
import io.viewbus.perf.member.TurnSender;

/**
 * Aeron's reasons not to take a message: two of them pass.
 *
 * @param system what is blamed for the others
 */
record AeronRefusal(String system) implements TurnSender.Refusal {

    @Override
    public void check(long code) {
        if (code != Publication.BACK_PRESSURED && code != Publication.ADMIN_ACTION) {
            throw new IllegalStateException(system + " refused a message: " + Publication.errorString(code));
        }
    }
}
