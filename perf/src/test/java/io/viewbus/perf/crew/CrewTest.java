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
    void shouldReportTheLastLinesOfAMemberThatDies() throws InterruptedException {
        try (Crew crew = crew("echo tired; echo perf ready; read word", "read word; echo no space >&2; exit 7")) {
            crew.await(0, "ready", LONG);
            crew.tell(1, "go");
            assertThatThrownBy(() -> crew.await("ready", LONG))
                    .isInstanceOf(MemberFailed.class)
                    .hasMessageContaining("test member 1 failed before it was ready: exit code 7")
                    .hasMessageContaining("    no space")
                    .hasMessageEndingWith("  member 0 said:" + System.lineSeparator() + "    tired");
        }
    }

    @Test
    void shouldReportWhoIsLate() {
        try (Crew crew = crew("echo perf ready; read word", "read word")) {
            assertThatThrownBy(() -> crew.await("ready", SHORT))
                    .isInstanceOf(MemberLate.class)
                    .hasMessageContaining("test member 1 was not ready after");
        }
    }

    @Test
    void shouldReportWhoCannotLeave() throws InterruptedException {
        try (Crew crew = crew("echo perf ready; read word; exit 1")) {
            crew.await("ready", LONG);

            assertThatThrownBy(crew::dismiss).isInstanceOf(MemberFailed.class).hasMessageContaining("while leaving");
        }
    }

    @Test
    void shouldTellOfViewsOutOfStepAndForgetWhoWasKilled() throws InterruptedException {
        try (Crew crew = crew("echo perf view 1; echo perf ready; read word; echo perf done; read word", "read word")) {
            crew.await(0, "ready", LONG);
            assertThat(crew.sighting(LONG)).hasValue(new Said(0, "1", false));
            crew.kill(1);
            assertThat(crew.present()).containsExactly(0);
            assertThat(crew.sighting(SHORT)).as("an end that was to come").isEmpty();
            crew.tell("go");
            assertThat(crew.await("done", LONG)).containsExactly("");
            crew.dismiss();
        }
    }

    @Test
    void shouldNoticeWhoEndsWhileOthersComeAndGo() {
        try (Crew crew = crew("exit 1")) {
            assertThatThrownBy(() -> crew.sighting(LONG))
                    .hasMessageContaining("while others came and went: exit code 1");
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
