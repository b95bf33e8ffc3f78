/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class LocalProcessTest {

    private static final Incarnation MEMBER = new Incarnation(0x1234, 7);
    private static final Incarnation ANOTHER = new Incarnation(0x1234, 8);

    @TempDir
    private Path base;

    @Test
    void shouldFindAMemberByItsDirectory() {
        try (MemberDirectory directory = MemberDirectory.create(base, "c", new Member("a", MEMBER));
                LocalProcess found = LocalProcess.find(directory.base(), MEMBER).orElseThrow()) {
            assertThat(found.isEnding()).isFalse();
            assertThat(LocalProcess.find(base, ANOTHER)).isEmpty();
        }
    }

    @Test
    void shouldSeeThatAProcessEnds_beforeAndAfterItsParentTakesNotice() throws Exception {
        Process process = OtherProcess.withDirectory(base, MEMBER);
        try (LocalProcess found = LocalProcess.find(base, MEMBER).orElseThrow()) {
            assertThat(found.isEnding()).isFalse();

            process.destroyForcibly();
            Await.untilTrue(found::isEnding);
            process.waitFor();
            assertThat(found.isEnding()).isTrue();
            assertThat(LocalProcess.find(base, MEMBER)).isEmpty();
        }
    }

    @Test
    void shouldSayNothingOfOneThatStandsStill() throws Exception {
        Process process = OtherProcess.withDirectory(base, MEMBER);
        try (LocalProcess found = LocalProcess.find(base, MEMBER).orElseThrow()) {
            new ProcessBuilder("kill", "-STOP", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            assertThat(found.isEnding()).isFalse();
        } finally {
            process.destroyForcibly();
        }
    }

    /** In another container the same number is another process, which started at another time. */
    @Test
    void shouldFindNoneThatStartedAtAnotherTime() throws IOException {
        Process process = OtherProcess.start();
        OtherProcess.own(base, MEMBER, process.pid(), "2020-01-01T00:00:00Z");
        assertThat(LocalProcess.find(base, MEMBER)).isEmpty();
        process.destroyForcibly();
    }

    @Test
    void shouldFindNoneWhereNothingCanBeRead() throws IOException {
        assertThat(LocalProcess.find(base.resolve("none"), MEMBER)).isEmpty();
        Files.createDirectory(base.resolve(MemberDirectory.PREFIX + "user-c-a-" + MEMBER));
        assertThat(LocalProcess.find(base, MEMBER)).isEmpty();
        assertThat(LocalProcess.of(Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void shouldSayNothingAnyMoreWhenItIsClosed() {
        LocalProcess self = LocalProcess.of(ProcessHandle.current().pid()).orElseThrow();
        self.close();
        assertThat(self.isEnding()).isFalse();
    }
}
