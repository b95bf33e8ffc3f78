/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.gateway.Gateway.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whether a gateway can be reached from other machines, and what that takes. */
final class Exposure {

    private Exposure() {}

    static void check(Settings settings) {
        if (isLoopback(settings.host())) {
            return;
        }
        boolean lacksTls = settings.certificate() == null;
        boolean lacksToken = settings.token() == null;
        if (lacksTls || lacksToken) {
            String missing = lacksTls && lacksToken ? "TLS and a token" : lacksTls ? "TLS" : "a token";
            throw new IllegalArgumentException(
                    "the gateway does not listen at " + settings.host() + " without " + missing
                            + ", because other machines could read and publish everything: give it tls(certificate, key) and"
                            + " token(..), or listen at 127.0.0.1 and come through ssh -L");
        }
    }

    static boolean isLoopback(String host) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            for (InetAddress address : addresses) {
                if (!address.isLoopbackAddress()) {
                    return false;
                }
            }
            return addresses.length > 0;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "the host \"" + host + "\" is not known; name an address of this machine", e);
        }
    }
}
