/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.crew;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrewTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    @Test
    void shouldHearAllMembersInTheirOrder() throws InterruptedException {
        try (Crew crew = crew("echo noise; echo perf ready a; read word", "echo perf ready b; read word")) {
            assertThat(crew.await("ready", LONG)).containsExactly("a", "b");
            crew.dismiss();
        }
    }

    @Test
    void shouldReportTheLastLinesOfAMemberThatDies() {
        try (Crew crew = crew("echo perf ready; read word", "echo no space >&2; exit 7")) {
            assertThatThrownBy(() -> crew.await("ready", LONG))
                    .isInstanceOf(MemberFailed.class)
                    .hasMessageContaining("test member 1 failed before it was ready: exit code 7")
                    .hasMessageEndingWith("    no space");
        }
    }

    @Test
    void shouldReportWhoIsLate() {
        try (Crew crew = crew("echo perf ready; read word", "read word")) {
            assertThatThrownBy(() -> crew.await("ready", SHORT))
                    .isInstanceOf(MemberFailed.class)
                    .hasMessageContaining("test member 1 was not ready within");
        }
    }

    @Test
    void shouldReportWhoCannotLeave() throws InterruptedException {
        try (Crew crew = crew("echo perf ready; read word; exit 1")) {
            crew.await("ready", LONG);

            assertThatThrownBy(crew::dismiss).isInstanceOf(MemberFailed.class).hasMessageContaining("while leaving");
        }
    }

    private static Crew crew(String... scripts) {
        return Crew.start(
                "test",
                List.of(scripts).stream()
                        .map(script -> List.of("sh", "-c", script))
                        .toList());
    }
}
