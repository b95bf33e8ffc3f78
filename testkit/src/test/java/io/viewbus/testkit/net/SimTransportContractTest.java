/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.transport.Transport;
import io.viewbus.testkit.contract.ContractPeers;
import io.viewbus.testkit.contract.TransportContract;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.testkit.time.VirtualTime;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Nested;

/** The simulated network passes the contract when it is calm and when it loses, copies and refuses a tenth of everything. */
class SimTransportContractTest {

    @Nested
    class Calm extends OnVirtualTime {
        Calm() {
            super(NetworkConditions.calm());
        }
    }

    /** Without copies: where there are any, a frame comes in twice, and no transport may do that (VS-2). */
    @Nested
    class Rough extends OnVirtualTime {
        Rough() {
            super(NetworkConditions.calm().withLoss(100).withBackPressure(100).withDelay(50_000, 20_000_000));
        }
    }

    abstract static class OnVirtualTime implements TransportContract {

        private static final long TURN_NS = 100_000;
        private static final long PATIENCE_NS = 60_000_000_000L;

        private final VirtualTime time = new VirtualTime();
        private final SimNetwork network;
        private final ContractPeers peers = new ContractPeers();

        OnVirtualTime(NetworkConditions conditions) {
            network = new SimNetwork(time, new SimRandom(42), conditions);
        }

        @Override
        public Transport newTransport() {
            return new SimTransport(network);
        }

        @Override
        public ContractPeers peers() {
            return peers;
        }

        @Override
        public void awaitTrue(BooleanSupplier condition) {
            long deadlineNs = time.nanoTime() + PATIENCE_NS;
            while (!condition.getAsBoolean()) {
                assertThat(time.nanoTime()).as("time").isLessThan(deadlineNs);
                time.advance(TURN_NS);
                peers.pollAll();
            }
        }
    }
}
