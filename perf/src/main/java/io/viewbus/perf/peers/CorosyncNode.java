/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.MemberTask;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The daemon of a member and the client that connects it, in a process of their own. It ends when its input does, even that of a member
 * that was killed.
 */
final class CorosyncNode implements AutoCloseable {

    private static final long LEAVE_SECONDS = 5;

    private final CorosyncFiles files;
    private final Process client;
    private final CorosyncFrames.Writer writer;
    private volatile boolean isClosing;

    private CorosyncNode(CorosyncFiles files, Process client) {
        this.files = files;
        this.client = client;
        this.writer = new CorosyncFrames.Writer(client.getOutputStream());
    }

    /**
     * Starts it.
     *
     * @param listener learns what is delivered
     * @param onFailure is told if that ends too early
     */
    static CorosyncNode start(MemberTask task, CorosyncFrames.Listener listener, Consumer<Throwable> onFailure)
            throws IOException, InterruptedException {
        CorosyncFiles files = new CorosyncFiles();
        try {
            Process client = CorosyncInstallation.command(files.prepare(task))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            CorosyncNode node = new CorosyncNode(files, client);
            Thread reader = new Thread(() -> node.read(listener, onFailure), "corosync-deliveries");
            reader.setDaemon(true);
            reader.start();
            return node;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            files.close();
            throw e;
        }
    }

    private void read(CorosyncFrames.Listener listener, Consumer<Throwable> onFailure) {
        try {
            CorosyncFrames.readAll(client.getInputStream(), listener);
            if (!isClosing) {
                onFailure.accept(new IllegalStateException("the client of Corosync ended"));
            }
        } catch (IOException e) {
            if (!isClosing) {
                onFailure.accept(e);
            }
        }
    }

    /** Blocks while the daemon has as much as it can take. */
    void send(byte[] message) throws IOException {
        writer.write(message);
    }

    /** Lets the client leave, and ends it if it cannot. */
    @Override
    public void close() {
        isClosing = true;
        try {
            client.getOutputStream().close();
            client.waitFor(LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            // It ended before, and with it what it had not taken.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.destroyForcibly();
            files.close();
        }
    }
}
