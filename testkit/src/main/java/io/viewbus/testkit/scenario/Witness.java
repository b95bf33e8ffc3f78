/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.check.Checker;
import io.viewbus.testkit.check.TraceEvent;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one process does and suffers: for its journal, and for the checker of its cluster. None checks what is not of the
 * cluster, or only pretends to be.
 *
 * @param name how the scenario calls the process
 * @param journal what conditions ask for
 * @param checker who watches it, or null if nobody does
 * @param mistakes where to write what must never happen
 * @param marks takes the marked places of the protocol that it comes to
 */
record Witness(
        String name, Journal journal, @Nullable Checker checker, Consumer<String> mistakes, Consumer<Enum<?>> marks)
        implements Consumer<TraceEvent> {

    @Override
    public void accept(TraceEvent event) {
        event.handTo(journal);
        if (checker != null) {
            checker.accept(event);
        }
    }

    /** The process threw something: none of its own code may. */
    void onMistake(Throwable mistake) {
        mistakes.accept(name + " threw " + mistake + " at " + mistake.getStackTrace()[0]);
    }
}
