/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import io.viewbus.spi.transport.Transport;
import io.viewbus.view.Member;

/**
 * The transport onto a simulated network.
 *
 * @param network the network, shared by all members on one address
 */
public record SimTransport(SimNetwork network) implements Transport {

    @Override
    public SimSession open(String cluster, Member self) {
        Member.requireName("cluster name", cluster);
        return network.open(self);
    }
}
