/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

class EmptySocketTest {

    private static final InetSocketAddress SOMEBODY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);

    private final EmptySocket.Turns turns = new EmptySocket.Turns();
    private final EmptySocket socket = new EmptySocket(turns);

    @Test
    void shouldNotBeKnownBeforeItWasAsked() {
        assertThat(socket.isKnown()).isFalse();
    }

    @Test
    void shouldBeAskedAgainWhileItHasSomething() {
        assertThat(socket.noted(SOMEBODY)).isEqualTo(SOMEBODY);
        assertThat(socket.isKnown()).isFalse();
    }

    @Test
    void shouldBeKnownUntilTheNextTurn() {
        assertThat(socket.noted(null)).isNull();
        assertThat(socket.isKnown()).isTrue();

        turns.next();
        assertThat(socket.isKnown()).isFalse();
    }

    @Test
    void shouldBeKnownForItself() {
        EmptySocket other = new EmptySocket(turns);
        assertThat(socket.noted(null)).isNull();
        assertThat(other.isKnown()).isFalse();
    }
}
