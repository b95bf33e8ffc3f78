/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for the address at which members meet. */
final class MulticastGroup {

    /** Digits only, so that no mistake in the configuration starts a name look-up. */
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private MulticastGroup() {}

    static InetAddress parse(String group) {
        InetAddress address = parseNumeric(group);
        if (!address.isMulticastAddress()) {
            throw new IllegalArgumentException(
                    "\"" + group + "\" is no multicast address; use one from 239.0.0.0 to 239.255.255.255");
        }
        requireOddLastNumber(group, address.getAddress());
        return address;
    }

    static int requirePort(int port) {
        if (port < 1 || port > 65_534) {
            throw new IllegalArgumentException(
                    "port " + port + " must be 1 to 65534, since the port after it is used as well");
        }
        return port;
    }

    private static InetAddress parseNumeric(String group) {
        if (NUMERIC.matcher(group).matches()) {
            try {
                return InetAddress.getByName(group);
            } catch (UnknownHostException e) {
                throw notNumeric(group, e);
            }
        }
        throw notNumeric(group, null);
    }

    private static IllegalArgumentException notNumeric(String group, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "\"" + group + "\" is no address in numbers; use a multicast address as 239.255.47.11", cause);
    }

    private static void requireOddLastNumber(String group, byte[] address) {
        int last = address[address.length - 1] & 0xFF;
        if ((last & 1) == 0 || last == 0xFF) {
            throw new IllegalArgumentException("the last number of \"" + group
                    + "\" must be odd and below 255, since Aeron sends its own control messages to the next address");
        }
    }
}
