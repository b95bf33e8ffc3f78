/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import io.viewbus.aeron.AeronTransport;
import io.viewbus.membership.ViewService;
import io.viewbus.view.Membership;
import io.viewbus.view.View;
import java.time.Duration;

/**
 * Prints who is in the cluster, view after view, and carries no messages: {@code WatchViews NAME [CLUSTER [PORT]]}. It uses
 * the membership service alone; the messaging jar need not even be on the class path.
 */
public final class WatchViews {

    private static final String GROUP = "239.255.47.11";
    private static final int PORT = 4711;

    private WatchViews() {}

    public static void main(String[] args) {
        String cluster = args.length > 1 ? args[1] : "watch";
        int port = args.length > 2 ? Integer.parseInt(args[2]) : PORT;

        // tag::membership[]
        Membership membership = ViewService.create()
                .cluster(cluster)
                .member(args[0])
                .transport(AeronTransport.multicast(GROUP, port))
                .joinNow(Duration.ofSeconds(30));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> membership.disposeNow(Duration.ofSeconds(5))));
        membership.views().doOnNext(WatchViews::print).blockLast();
        // end::membership[]
    }

    private static void print(View view) {
        System.out.println("view " + view.id() + " " + view.members() + " +" + view.joined() + " -" + view.left());
    }
}
