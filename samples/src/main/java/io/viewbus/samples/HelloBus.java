/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.samples;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.core.runtime.ViewBus;
import java.io.IOException;

/** Joins a cluster and a topic, says hello, and prints everything that the group hears until Enter is pressed. */
public final class HelloBus {

    private HelloBus() {}

    public static void main(String[] args) throws IOException {
        try (Bus bus = ViewBus.create()
                .cluster("hello")
                .member(args[0])
                .transport(AeronTransport.multicast())
                .connectNow()) {
            bus.topic("greetings", Codec.utf8())
                    .join()
                    .flatMapMany(group -> group.publish("hello").thenMany(group.events()))
                    .subscribe(System.out::println, System.err::println);
            System.in.read();
        }
    }
}
