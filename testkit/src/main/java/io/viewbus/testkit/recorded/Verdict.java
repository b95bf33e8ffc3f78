/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.recorded;

import io.viewbus.testkit.check.Violation;
import io.viewbus.view.View;
import java.util.List;

/**
 * What came out of a verification.
 *
 * @param recordings how many incarnations were recorded
 * @param views the views that were looked at, in their order
 * @param sent how many messages were sent, joins and leaves of topics among them
 * @param delivered how many deliveries there were, at all members together
 * @param events how many events
 * @param checked the numbers of the properties that were verified
 * @param violations what was broken, in the order in which it showed
 * @param remarks what to know about the recordings, each a sentence
 */
public record Verdict(
        int recordings,
        List<View> views,
        long sent,
        long delivered,
        long events,
        List<String> checked,
        List<Violation> violations,
        List<String> remarks) {

    /** Copies the lists. */
    public Verdict {
        views = List.copyOf(views);
        checked = List.copyOf(checked);
        violations = List.copyOf(violations);
        remarks = List.copyOf(remarks);
    }

    /**
     * Tells whether nothing was broken.
     *
     * @return true if so
     */
    public boolean isClean() {
        return violations.isEmpty();
    }
}
