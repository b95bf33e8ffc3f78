/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.spi.transport.Liveness;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that watch each other, in one process and in two. */
class LivenessSessionTest {

    private final AeronTransport address = TestAddress.next();
    private final List<Incarnation> gone = new ArrayList<>();
    private final TestMember watcher = new TestMember(address, "c");
    private final Liveness liveness = watcher.session.openLiveness(gone::add);

    @AfterEach
    void close() {
        watcher.close();
    }

    private void letPass(long ms, TestMember... polled) {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        Await.untilTrue(() -> System.nanoTime() - endNs > 0, polled);
    }

    @Test
    void shouldTellWhenASessionIsClosed() {
        Member self = TestMember.randomMember("b");
        TestMember other = new TestMember(address, "c", self);
        liveness.watch(self.incarnation(), other.session.openLiveness(gone::add).address());
        letPass(300, watcher, other);
        assertThat(gone).isEmpty();

        other.close();
        Await.untilTrue(() -> !gone.isEmpty(), watcher);
        assertThat(gone).containsExactly(self.incarnation());
    }

    @Test
    void shouldSayNothingOfOneThatStandsStill() {
        Member self = TestMember.randomMember("b");
        try (TestMember other = new TestMember(address, "c", self)) {
            liveness.watch(
                    self.incarnation(), other.session.openLiveness(gone::add).address());
            letPass(100, watcher, other);
            letPass(1500, watcher);
            assertThat(gone).isEmpty();
        }
    }

    @Test
    void shouldTellInNoTimeWhenAProcessIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(Watched.class, true)) {
            Incarnation process = new Incarnation(11, 12);
            liveness.watch(process, HexFormat.of().parseHex(child.readLine()));
            letPass(300, watcher);
            assertThat(gone).isEmpty();

            long killedNs = System.nanoTime();
            child.kill();
            Await.untilTrue(() -> !gone.isEmpty(), watcher);
            assertThat(gone).containsExactly(process);
            assertThat(System.nanoTime() - killedNs)
                    .as("ns until it is known")
                    .isLessThan(TimeUnit.MILLISECONDS.toNanos(900));
        }
    }

    @Test
    void shouldOpenOnce() {
        assertThatThrownBy(() -> watcher.session.openLiveness(gone::add)).isInstanceOf(IllegalStateException.class);
    }

    /** A process that can be watched, until it is killed. */
    static final class Watched {

        private Watched() {}

        public static void main(String[] args) throws IOException {
            try (TestMember member =
                    new TestMember(TestAddress.next(), "c", new Member("w", new Incarnation(11, 12)))) {
                Liveness own = member.session.openLiveness(process -> {});
                System.out.println(HexFormat.of().formatHex(own.address()));
                while (System.in.available() >= 0) {
                    member.poll();
                }
            }
        }
    }
}
