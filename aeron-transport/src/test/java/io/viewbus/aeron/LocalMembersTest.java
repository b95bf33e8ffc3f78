/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.observe.Counter;
import io.viewbus.observe.Timing;
import io.viewbus.spi.observe.CounterBoard;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalMembersTest {

    @TempDir
    private Path base;

    private TransportSession open(Member member) {
        return TestAddress.next().withDirectory(base).open("a-b", member);
    }

    @Test
    void shouldSeeTheCountersOfMembersWithHyphensInTheirNames() {
        Member self = TestMember.randomMember("b-c");
        try (TransportSession session = open(self)) {
            CounterBoard counters = session.openCounters();
            counters.set(Counter.VIEW, 7);
            counters.add(Counter.STABLE_SUM_NS, 30_000);
            assertThat(LocalMembers.in(base).look()).singleElement().satisfies(seen -> {
                assertThat(seen.cluster()).isEqualTo("a-b");
                assertThat(seen.name()).isEqualTo("b-c");
                assertThat(seen.incarnation()).isEqualTo(self.incarnation().toString());
                assertThat(seen.pid()).isEqualTo(ProcessHandle.current().pid());
                assertThat(seen.isAlive()).isTrue();
                assertThat(seen.counters().get(Counter.VIEW)).isEqualTo(7);
                assertThat(seen.counters()).isEqualTo(counters.snapshot());
                assertThat(seen.counters().spread(Timing.STABLE).samples()).isEqualTo(1);
            });
        }
        assertThat(LocalMembers.in(base).look()).isEmpty();
    }

    @Test
    void shouldSeeWhereAGatewayIs() {
        Member self = TestMember.randomMember("m");
        LocalMembers local = LocalMembers.in(base);
        try (TransportSession session = open(self)) {
            session.openCounters().set(Counter.VIEW, 7);
            assertThat(local.look())
                    .singleElement()
                    .extracting(LocalMember::gateway)
                    .isEqualTo("");
            assertThat(local.leaveAddress("another", "http://127.0.0.1:1/")).isFalse();
            assertThat(local.leaveAddress(self.incarnation().toString(), "http://127.0.0.1:4780/"))
                    .isTrue();
            assertThat(local.look())
                    .singleElement()
                    .extracting(LocalMember::gateway)
                    .isEqualTo("http://127.0.0.1:4780/");
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void shouldTellTheDeadFromTheLivingAndNotDisturbThem() throws Exception {
        try (ChildJvm child = ChildJvm.start(RunMember.class, true, base.toString())) {
            child.readLine();
            for (int look = 0; look < 3; look++) {
                assertThat(LocalMembers.in(base).look()).singleElement().matches(LocalMember::isAlive);
            }
            child.kill();
            assertThat(LocalMembers.in(base).look()).singleElement().satisfies(seen -> {
                assertThat(seen.isAlive()).isFalse();
                assertThat(seen.counters().get(Counter.MEMBERS)).isEqualTo(3);
            });
        }
    }

    @Test
    void shouldPassOverWhatIsNoMember() throws IOException {
        Path broken = Files.createDirectories(base.resolve("viewbus-x-y").resolve("aeron"));
        Files.writeString(broken.resolve("cnc.dat"), "no counters");
        Files.writeString(base.resolve("viewbus-x-y").resolve("member"), "c\nm\n1\n");
        Files.createFile(base.resolve("viewbus-file"));
        assertThat(LocalMembers.in(base).look()).isEmpty();
        Files.write(broken.resolve("cnc.dat"), new byte[1 << 20]);
        assertThat(LocalMembers.in(base).look()).isEmpty();
    }

    @Test
    void shouldNameADirectoryThatIsNone() {
        assertThatThrownBy(() -> LocalMembers.in(base.resolve("nowhere")))
                .isInstanceOf(ClusterException.Environment.class)
                .hasMessageContaining("nowhere is no directory");
    }

    /** A process with a session that waits to be killed. */
    static final class RunMember {
        public static void main(String[] args) throws IOException {
            TransportSession session =
                    TestAddress.next().withDirectory(Path.of(args[0])).open("c", TestMember.randomMember("m"));
            session.openCounters().set(Counter.MEMBERS, 3);
            System.out.println("open");
            System.in.read();
            session.close();
        }
    }
}
