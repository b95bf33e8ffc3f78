/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class InputLinesTest {

    @Test
    void lineOverTheLimit_completesTheLinesBeforeIt() {
        InputLines lines = of("a\nb\ntoo long\n");
        StepVerifier.create(lines.lines().map(line -> new String(line, UTF_8)))
                .expectNext("a", "b")
                .verifyComplete();
        assertThatThrownBy(lines::throwIfFailed)
                .isInstanceOf(CommandFailure.class)
                .hasMessage("standard input: line 3 is longer than 4 bytes, the largest message");
    }

    @Test
    void goodInput_doesNotFail() {
        InputLines lines = of("a\n");
        StepVerifier.create(lines.lines()).expectNextCount(1).verifyComplete();
        lines.throwIfFailed();
    }

    @Test
    void input_isReadOnlyOnDemand() {
        AtomicLong lines = new AtomicLong();
        StepVerifier.create(of("a\n".repeat(1000)).lines().doOnNext(line -> lines.incrementAndGet()), 2)
                .expectNextCount(2)
                .thenCancel()
                .verify();
        assertThat(lines.get()).isEqualTo(2);
    }

    private static InputLines of(String text) {
        return new InputLines(new ByteArrayInputStream(text.getBytes(UTF_8)), 4);
    }
}
