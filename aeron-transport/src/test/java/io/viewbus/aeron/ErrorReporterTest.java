/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.exceptions.AeronException;
import io.aeron.exceptions.DriverTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import org.junit.jupiter.api.Test;

class ErrorReporterTest {

    private final ErrorReporter errors = new ErrorReporter(System::nanoTime);

    @Test
    void shouldSurviveErrorsOfTheNetwork() {
        for (int i = 0; i < 1_000; i++) {
            errors.onError(new AeronException("strange datagram " + (char) ('a' + i % 26) + i));
        }
        assertThat(errors.fatal()).isNull();
    }

    @Test
    void shouldKeepTheErrorAfterWhichNothingWorks() {
        DriverTimeoutException end = new DriverTimeoutException("gone");
        errors.onError(end);
        assertThat(errors.fatal()).isSameAs(end);
    }

    @Test
    void shouldTakeAClosedSocketForTheEnd() {
        errors.onError(new AeronException("wrapped", new ClosedByInterruptException()));
        assertThat(errors.fatal()).isNotNull();
    }
}
