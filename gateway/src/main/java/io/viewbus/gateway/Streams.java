/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpHeaderNames;
import org.reactivestreams.Publisher;

/** How event streams are answered. */
final class Streams {

    private Streams() {}

    static Publisher<Void> send(Exchange exchange, ClientStream<ByteBuf> events) {
        return exchange.response()
                .header(HttpHeaderNames.CONTENT_TYPE, Exchange.SSE)
                .header("X-Accel-Buffering", "no")
                .send(events, event -> true);
    }
}
