/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.transport.Transport;
import io.viewbus.testkit.contract.ContractPeers;
import io.viewbus.testkit.contract.TransportContract;
import java.util.function.BooleanSupplier;

class LocalTransportContractTest implements TransportContract {

    private final LocalTransport transport = new LocalTransport();
    private final ContractPeers peers = new ContractPeers();

    @Override
    public Transport newTransport() {
        return transport;
    }

    @Override
    public ContractPeers peers() {
        return peers;
    }

    @Override
    public void awaitTrue(BooleanSupplier condition) {
        for (int turn = 0; !condition.getAsBoolean(); turn++) {
            assertThat(turn).as("turns").isLessThan(100_000);
            peers.pollAll();
        }
    }
}
