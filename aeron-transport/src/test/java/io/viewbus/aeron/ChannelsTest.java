/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.aeron.ChannelUri;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ChannelsTest {

    private final Channels channels =
            new Channels(MulticastGroup.parse("239.255.47.11"), 4711, InetAddress.getLoopbackAddress());

    @Test
    void shouldKeepControlAndDataApart() {
        assertThat(ChannelUri.parse(channels.controlSubscription()).get("endpoint"))
                .isEqualTo("239.255.47.11:4711");
        assertThat(ChannelUri.parse(channels.dataSubscription(5)).get("endpoint"))
                .isEqualTo("239.255.47.11:4712");
    }

    @Test
    void shouldNeverLetReceiversHoldUpASender() {
        for (String channel : new String[] {channels.controlPublication(5), channels.dataPublication(5)}) {
            ChannelUri uri = ChannelUri.parse(channel);
            assertThat(uri.get("fc")).isEqualTo("max");
            assertThat(uri.get("session-id")).isEqualTo("5");
            assertThat(uri.get("interface")).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void shouldHearOneSessionPerDataLink() {
        assertThat(ChannelUri.parse(channels.dataSubscription(-7)).get("session-id"))
                .isEqualTo("-7");
        assertThat(channels.dataSpy(-7)).startsWith("aeron-spy:aeron:udp");
    }

    private static byte[] ipv6Loopback() {
        byte[] address = new byte[16];
        address[15] = 1;
        return address;
    }

    @Test
    void shouldWriteIpv6InBrackets() throws Exception {
        Channels ipv6 = new Channels(MulticastGroup.parse("ff12::1"), 4711, InetAddress.getByAddress(ipv6Loopback()));
        assertThat(ChannelUri.parse(ipv6.controlSubscription()).get("endpoint")).isEqualTo("[ff12:0:0:0:0:0:0:1]:4711");
    }
}
