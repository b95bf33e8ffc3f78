/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.contract;

import io.viewbus.spi.transport.Transport;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;

/** All sessions of one contract test. */
public final class ContractPeers {

    private final List<ContractPeer> peers = new ArrayList<>();

    /** Makes an empty set. */
    public ContractPeers() {}

    /** Lets every session make progress once. */
    public void pollAll() {
        for (ContractPeer peer : peers) {
            peer.poll();
        }
    }

    List<ContractPeer> open(Transport transport, String cluster, List<String> names) {
        return names.stream().map(name -> open(transport, cluster, name)).toList();
    }

    ContractPeer open(Transport transport, String cluster, String name) {
        Member self = new Member(name, new Incarnation(0x5EED, peers.size() + 1));
        ContractPeer peer = new ContractPeer(peers.size() + 1, transport.open(cluster, self));
        peers.add(peer);
        return peer;
    }

    void closeAll() {
        peers.forEach(peer -> peer.session().close());
        peers.clear();
    }
}
