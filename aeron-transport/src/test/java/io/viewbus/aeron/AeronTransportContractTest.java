/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.spi.transport.Transport;
import io.viewbus.testkit.contract.ContractPeers;
import io.viewbus.testkit.contract.TransportContract;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Aeron over loopback multicast passes the contract of every transport. */
class AeronTransportContractTest implements TransportContract {

    private final ContractPeers peers = new ContractPeers();
    private final AeronTransport transport = TestAddress.next();

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
        long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNs).as("time over").isNegative();
            peers.pollAll();
        }
    }
}
