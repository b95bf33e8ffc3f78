/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.Incarnation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.agrona.concurrent.SystemNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One side of the watch, with a peer that says and closes what a test wants. */
class TcpLivenessTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final Incarnation ME = new Incarnation(1, 2);
    private static final Incarnation PEER = new Incarnation(3, 4);
    private static final Incarnation ANOTHER = new Incarnation(3, 5);
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final int A_WHILE_MS = 60;

    private final List<Incarnation> gone = new ArrayList<>();

    @TempDir
    private Path directories;

    private TcpLiveness liveness;
    private ServerSocket peer;

    @BeforeEach
    void open() throws IOException {
        liveness = TcpLiveness.open(ME, HERE, directories, gone::add, SystemNanoClock.INSTANCE);
        peer = new ServerSocket(0, 50, HERE);
    }

    @AfterEach
    void close() throws IOException {
        liveness.close();
        peer.close();
    }

    private byte[] addressOfPeer() {
        return LivenessAddress.encode(HERE, peer.getLocalPort());
    }

    private void until(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("time over").isNegative();
            liveness.poll();
        }
    }

    private void forAWhile() {
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(A_WHILE_MS);
        until(() -> System.nanoTime() - endNs > 0);
    }

    /** The kernel takes the connection, so that this does not block while the other side is polled by the same thread. */
    private Socket accept(Incarnation greeting) throws IOException {
        forAWhile();
        Socket connection = peer.accept();
        byte[] bytes = new byte[16];
        LivenessPort.greetingOf(greeting).get(bytes);
        connection.getOutputStream().write(bytes);
        forAWhile();
        return connection;
    }

    @Test
    void shouldSayNothingOfOneThatLives() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        try (Socket connection = accept(PEER)) {
            forAWhile();
            assertThat(connection.isConnected()).isTrue();
            assertThat(gone).isEmpty();
        }
    }

    @Test
    void shouldTellOfOneWhoseConnectionIsClosedAndWhosePortIsToo() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        Socket connection = accept(PEER);
        peer.close();
        connection.close();
        until(() -> !gone.isEmpty());
        forAWhile();
        assertThat(gone).containsExactly(PEER);
    }

    /** And again when the connection says so, in case that somebody answered for it in between. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldTellOfOneThatEndsOnThisMachineBeforeItsConnectionIsClosed() throws Exception {
        Process process = OtherProcess.withDirectory(directories, PEER);
        liveness.watch(PEER, addressOfPeer());
        Socket connection = accept(PEER);
        assertThat(gone).isEmpty();

        process.destroyForcibly();
        until(() -> !gone.isEmpty());
        forAWhile();
        assertThat(gone).containsExactly(PEER);

        peer.close();
        connection.close();
        until(() -> gone.size() == 2);
        assertThat(gone).containsExactly(PEER, PEER);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldNotTakeAProcessOfThisMachineForOneAtAnotherAddress() throws Exception {
        InetAddress elsewhere = InetAddress.getByName("127.0.0.2");
        Process process = OtherProcess.withDirectory(directories, PEER);
        peer.close();
        peer = new ServerSocket(0, 50, elsewhere);
        liveness.watch(PEER, LivenessAddress.encode(elsewhere, peer.getLocalPort()));
        try (Socket connection = accept(PEER)) {
            process.destroyForcibly().waitFor();
            forAWhile();
            assertThat(connection.isClosed()).isFalse();
        }
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldTellOfOneWhosePortAnotherOneHas() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        accept(PEER).close();
        try (Socket second = accept(ANOTHER)) {
            until(() -> !gone.isEmpty());
            assertThat(second.isClosed()).isFalse();
        }
        assertThat(gone).containsExactly(PEER);
    }

    @Test
    void shouldGoOnWithOneThatIsBackAndTellWhenItEnds() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        accept(PEER).close();
        accept(PEER).close();
        Socket third = accept(PEER);
        assertThat(gone).isEmpty();
        peer.close();
        third.setSoLinger(true, 0);
        third.close();
        until(() -> !gone.isEmpty());
        assertThat(gone).containsExactly(PEER);
    }

    @Test
    void shouldComeBackMoreAndMoreSlowly() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        peer.setSoTimeout(1);
        long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        int connections = 0;
        int waits = 0;
        while (System.nanoTime() - endNs < 0) {
            liveness.poll();
            try {
                peer.accept().close();
                connections++;
            } catch (java.net.SocketTimeoutException e) {
                waits++;
            }
        }
        assertThat(connections).isBetween(3, 11);
        assertThat(waits).isGreaterThan(connections);
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldSayNothingOfOneThatWasNeverMet() throws IOException {
        peer.close();
        liveness.watch(PEER, addressOfPeer());
        forAWhile();
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldSayNothingOfOneThatIsNotWatchedAnyMore() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        Socket connection = accept(PEER);
        liveness.unwatch(PEER);
        liveness.unwatch(PEER);
        peer.close();
        connection.close();
        forAWhile();
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldWatchAgainAfterItTold() throws IOException {
        liveness.watch(PEER, addressOfPeer());
        accept(PEER).close();
        accept(ANOTHER).close();
        until(() -> !gone.isEmpty());
        liveness.watch(PEER, addressOfPeer());
        accept(PEER).close();
        peer.close();
        until(() -> gone.size() == 2);
    }

    @Test
    void shouldIgnoreAddressesThatAreNone() {
        for (byte[] address : new byte[][] {{}, {1}, new byte[5], new byte[6], new byte[18], new byte[100]}) {
            liveness.watch(PEER, address);
        }
        forAWhile();
        assertThat(gone).isEmpty();
    }

    @Test
    void shouldWatchNoMoreThanIsAllowed() throws IOException {
        for (int i = 0; i < 2 * TcpLiveness.MAX_WATCHED; i++) {
            liveness.watch(new Incarnation(7, i), addressOfPeer());
            liveness.watch(new Incarnation(7, 0), addressOfPeer());
        }
        peer.setSoTimeout(200);
        forAWhile();
        int connections = 0;
        List<Socket> open = new ArrayList<>();
        try {
            while (true) {
                open.add(peer.accept());
                connections++;
                liveness.poll();
            }
        } catch (java.net.SocketTimeoutException e) {
            assertThat(connections).isBetween(1, TcpLiveness.MAX_WATCHED);
        }
        for (Socket socket : open) {
            socket.close();
        }
    }

    @Test
    void shouldSendTheEldestAwayWhenTooManyCome() throws IOException {
        List<Socket> visitors = new ArrayList<>();
        int port = LivenessAddress.decode(liveness.address(), HERE).getPort();
        for (int i = 0; i < LivenessPort.MAX_VISITORS + 10; i++) {
            Socket visitor = new Socket(HERE, port);
            visitor.setSoTimeout(10_000);
            visitors.add(visitor);
            long endNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2);
            until(() -> System.nanoTime() - endNs > 0);
        }
        forAWhile();
        assertThat(visitors.get(0).getInputStream().readAllBytes()).hasSize(16);
        Socket last = visitors.get(visitors.size() - 1);
        assertThat(last.getInputStream().readNBytes(16)).hasSize(16);
        last.setSoTimeout(20);
        assertThat(isOpen(last)).isTrue();
        for (Socket visitor : visitors) {
            visitor.close();
        }
    }

    private static boolean isOpen(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() >= 0;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        }
    }

    @Test
    void shouldBeWithoutAddressWhereNoPortCanBeOpened() throws IOException {
        InetAddress elsewhere = InetAddress.getByName("192.0.2.1"); // For documentation: nobody has it.
        try (TcpLiveness without = TcpLiveness.open(ME, elsewhere, directories, gone::add, SystemNanoClock.INSTANCE)) {
            assertThat(without.address()).isEmpty();
            assertThat(without.poll()).isZero();
        }
    }
}
