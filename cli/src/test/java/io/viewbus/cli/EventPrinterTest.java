/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static io.viewbus.cli.Events.message;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.GroupEvent;
import io.viewbus.view.ClusterException.Evicted;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

class EventPrinterTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Sinks.Many<GroupEvent<byte[]>> events = Sinks.many().unicast().onBackpressureBuffer();

    @Test
    void endOfTheStream_endsPrinting() throws Exception {
        EventPrinter printer = printer(out, Long.MAX_VALUE);
        Flux.just(message(1, 0, 1, "ant", "a"), message(1, 0, 2, "ant", "b")).subscribe(printer);
        printer.run();
        assertThat(out.toString(UTF_8)).isEqualTo("a\nb\n");
    }

    @Test
    void error_comesAfterWhatWasDeliveredBeforeIt() {
        EventPrinter printer = printer(out, Long.MAX_VALUE);
        Flux.concat(Flux.just(message(1, 0, 1, "ant", "a")), Flux.error(new Evicted("excluded")))
                .subscribe(printer);
        assertThatThrownBy(printer::run).isInstanceOf(Evicted.class).hasMessage("excluded");
        assertThat(out.toString(UTF_8)).isEqualTo("a\n");
    }

    @Test
    void count_endsPrintingAndCancels() throws Exception {
        EventPrinter printer = printer(out, 2);
        manyMessages(new AtomicLong()).subscribe(printer);
        printer.run();
        assertThat(out.toString(UTF_8)).isEqualTo("0\n1\n");
        assertThat(printer.isDisposed()).isTrue();
    }

    @Test
    void stop_endsAQuietStreamAfterWhatWasReceived() throws Exception {
        EventPrinter printer = printer(out, Long.MAX_VALUE);
        events.asFlux().subscribe(printer);
        events.tryEmitNext(message(1, 0, 1, "ant", "a"));
        printer.stop();
        printer.run();
        assertThat(out.toString(UTF_8)).isEqualTo("a\n");
        assertThat(printer.isDisposed()).isTrue();
    }

    @Test
    void quietStream_isFlushed() throws Exception {
        EventPrinter printer = printer(out, Long.MAX_VALUE);
        events.asFlux().subscribe(printer);
        CompletableFuture<Void> printing = inBackground(printer);
        events.tryEmitNext(message(1, 0, 1, "ant", "at once"));
        Awaitility.await().untilAsserted(() -> assertThat(out.toString(UTF_8)).isEqualTo("at once\n"));
        events.tryEmitComplete();
        assertThat(printing).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void outputThatIsNotDrained_endsDemand() {
        AtomicLong produced = new AtomicLong();
        Semaphore drain = new Semaphore(0);
        EventPrinter printer = printer(new BlockedOutput(drain), Long.MAX_VALUE);
        manyMessages(produced).take(100_000).subscribe(printer);
        CompletableFuture<Void> printing = inBackground(printer);

        // What fits into the buffer of the output, and a window: far less than there is.
        Awaitility.await().until(drain::hasQueuedThreads);
        assertThat(produced.get()).isLessThan(20_000);

        drain.release(Integer.MAX_VALUE / 2);
        assertThat(printing).succeedsWithin(Duration.ofSeconds(20));
        assertThat(produced.get()).isEqualTo(100_000);
    }

    @Test
    void closedOutput_cancels() {
        EventPrinter printer = printer(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                Long.MAX_VALUE);
        manyMessages(new AtomicLong()).subscribe(printer);
        assertThatThrownBy(printer::run).isInstanceOf(IOException.class);
        assertThat(printer.isDisposed()).isTrue();
    }

    private static EventPrinter printer(OutputStream out, long messages) {
        return new EventPrinter(out, EventFormat.PAYLOADS, messages);
    }

    private static Flux<GroupEvent<byte[]>> manyMessages(AtomicLong produced) {
        return Flux.generate(sink -> {
            long number = produced.getAndIncrement();
            sink.next(message(1, 0, number + 1, "ant", Long.toString(number)));
        });
    }

    private static CompletableFuture<Void> inBackground(EventPrinter printer) {
        return CompletableFuture.runAsync(() -> {
            try {
                printer.run();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Takes bytes only as the semaphore allows. */
    private static final class BlockedOutput extends OutputStream {
        private final Semaphore drain;

        BlockedOutput(Semaphore drain) {
            this.drain = drain;
        }

        @Override
        public void write(int b) {
            drain.acquireUninterruptibly();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            drain.acquireUninterruptibly(length);
        }
    }
}
