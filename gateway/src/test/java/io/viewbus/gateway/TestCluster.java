/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.core.runtime.ViewBus;
import io.viewbus.spi.transport.ForwardingSession;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import io.viewbus.spi.transport.Transport;
import io.viewbus.spi.transport.TransportSession;
import io.viewbus.testkit.local.LocalTransport;
import io.viewbus.view.Member;
import java.io.Closeable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.agrona.DirectBuffer;
import reactor.core.Disposable;

/** Members in this process, and gateways of them. */
final class TestCluster implements Closeable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalTransport network = new LocalTransport();
    private final Set<String> silenced = ConcurrentHashMap.newKeySet();
    private final List<Disposable> open = new ArrayList<>();

    Bus connect(String name) {
        Bus bus = ViewBus.create()
                .cluster("test")
                .member(name)
                .transport(new Cuttable())
                .suspectAfter(Duration.ofMillis(500))
                .connectNow(PATIENCE);
        open.add(0, () -> bus.disposeNow(PATIENCE));
        return bus;
    }

    /** Connects so many members, and waits until all are in one view. */
    List<Bus> connect(String... names) {
        List<Bus> buses = new ArrayList<>();
        for (String name : names) {
            buses.add(connect(name));
        }
        for (Bus bus : buses) {
            bus.awaitView(view -> view.members().size() == names.length).block(PATIENCE);
        }
        return buses;
    }

    /** From now on nobody hears this member, and it hears nobody. */
    void silence(String name) {
        silenced.add(name);
    }

    Http serve(Bus bus) {
        return serve(bus, gateway -> gateway);
    }

    Http serve(Bus bus, UnaryOperator<Gateway> settings) {
        RunningGateway gateway =
                settings.apply(Gateway.create().bind("127.0.0.1", 0)).startNow(bus, PATIENCE);
        open.add(0, gateway);
        return new Http(gateway.uri());
    }

    @Override
    public void close() {
        open.forEach(Disposable::dispose);
        open.clear();
    }

    private final class Cuttable implements Transport {
        @Override
        public TransportSession open(String cluster, Member self) {
            return new CuttableSession(network.open(cluster, self), self.name());
        }
    }

    private final class CuttableSession extends ForwardingSession {
        private final String name;

        CuttableSession(TransportSession session, String name) {
            super(session);
            this.name = name;
        }

        @Override
        public int poll(FrameHandler control) {
            return super.poll(silenced.contains(name) ? (link, buffer, offset, length) -> true : control);
        }

        @Override
        public SendResult sendControl(DirectBuffer buffer, int offset, int length) {
            return silenced.contains(name) ? SendResult.ACCEPTED : super.sendControl(buffer, offset, length);
        }
    }
}
