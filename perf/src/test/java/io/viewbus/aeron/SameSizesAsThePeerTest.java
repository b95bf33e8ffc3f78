/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.perf.peers.AeronTuning;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

/** In the package of the transport, whose sizes are nobody's business but of this comparison. */
class SameSizesAsThePeerTest {

    @Test
    void rawAeron_hasTheSizesOfTheTransport() throws Exception {
        AeronTuning peer = AeronTuning.ofLoopback();
        int largestDatagram = MulticastInterface.resolve(null, InetAddress.getByName("239.255.47.11"))
                .largestDatagram();
        NetworkTuning own = NetworkTuning.of(largestDatagram, SocketBuffers.granted());

        assertThat(peer)
                .isEqualTo(new AeronTuning(
                        own.mtu(),
                        own.window(),
                        own.buffers().receive(),
                        own.buffers().send()));
        assertThat(AeronTuning.TERM).isEqualTo(Channels.DATA_TERM);
    }
}
