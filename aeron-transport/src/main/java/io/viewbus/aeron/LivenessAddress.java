/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a process can be watched, as it is told to others: 4 or 16 bytes of address, then two of the port. */
final class LivenessAddress {

    private LivenessAddress() {}

    static byte[] encode(InetAddress address, int port) {
        byte[] raw = address.getAddress();
        return ByteBuffer.allocate(raw.length + Short.BYTES)
                .put(raw)
                .putShort((short) port)
                .array();
    }

    /** Returns null for what is none. A link-local address is meant on the interface of this process. */
    static @Nullable InetSocketAddress decode(byte[] encoded, InetAddress here) {
        int length = here.getAddress().length;
        if (encoded.length != length + Short.BYTES) {
            return null;
        }
        try {
            InetAddress there = addressOf(Arrays.copyOf(encoded, length), here);
            int port = ByteBuffer.wrap(encoded).getShort(length) & 0xFFFF;
            return port == 0 ? null : new InetSocketAddress(there, port);
        } catch (UnknownHostException e) {
            return null; // Only a wrong length is an error, and this one is right.
        }
    }

    private static InetAddress addressOf(byte[] raw, InetAddress here) throws UnknownHostException {
        return here instanceof Inet6Address scoped && scoped.getScopeId() != 0
                ? Inet6Address.getByAddress(null, raw, scoped.getScopeId())
                : InetAddress.getByAddress(raw);
    }
}
