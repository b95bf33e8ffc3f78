/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import java.net.URI;
import reactor.core.Disposable;

/** A gateway that serves. Ends by disposal; its member goes on. */
public interface RunningGateway extends Disposable {

    /**
     * Returns the address of the dashboard.
     *
     * @return as http://127.0.0.1:4780/
     */
    URI uri();

    /** Ends all streams and closes all connections; waits for two seconds at most. Idempotent. */
    @Override
    void dispose();
}
