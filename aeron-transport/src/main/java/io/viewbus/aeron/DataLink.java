/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.Image;
import io.aeron.exceptions.RegistrationException;
import org.jspecify.annotations.Nullable;

/** A subscription to the data stream of one other member, and its image while there is one. */
final class DataLink {

    private static final int FRAGMENT_LIMIT = 256;

    private final EmbeddedAeron aeron;
    private final FrameAssembler assembler;
    private final int session;
    private final LinkActivity activity;
    private final long registration;
    private boolean isAwaitingDriver = true;
    private boolean isClosed;
    private @Nullable Image image;

    DataLink(EmbeddedAeron aeron, String channel, FrameAssembler assembler, int session, LinkActivity activity) {
        this.aeron = aeron;
        this.assembler = assembler;
        this.session = session;
        this.activity = activity;
        this.registration = aeron.subscribeLater(channel, Channels.DATA_STREAM, this::onImage, this::onImageLost);
    }

    private void onImage(Image image) {
        this.image = image;
        activity.onImage(System.nanoTime());
    }

    private void onImageLost(Image lost) {
        if (lost == image) {
            image = null;
            activity.onImageLost();
            assembler.forget(session);
        }
    }

    int poll() {
        if (isAwaitingDriver) {
            awaitDriver();
        }
        Image current = image;
        return current == null || isClosed ? 0 : current.controlledPoll(assembler, FRAGMENT_LIMIT);
    }

    /** A refused subscription leaves the link down, which the protocol can live with; the error says why. */
    private void awaitDriver() {
        try {
            isAwaitingDriver = !aeron.isSubscribed(registration);
        } catch (RegistrationException e) {
            isAwaitingDriver = false;
            aeron.report(e);
        }
    }

    boolean isConnected() {
        Image current = image;
        return current != null && !current.isClosed() && activity.isAlive(System.nanoTime());
    }

    int session() {
        return session;
    }

    void close() {
        isClosed = true;
        image = null;
        assembler.forget(session);
        aeron.unsubscribe(registration);
    }
}
