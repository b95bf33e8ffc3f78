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
    private final ImageFragments fragments;
    private final int session;
    private final LinkActivity activity;
    private final String channel;
    private long registration;
    private boolean isAwaitingDriver;
    private boolean isClosed;
    private @Nullable Image image;

    DataLink(EmbeddedAeron aeron, String channel, FrameAssembler assembler, int session, LinkActivity activity) {
        this.aeron = aeron;
        this.assembler = assembler;
        this.fragments = new ImageFragments(session, assembler);
        this.session = session;
        this.activity = activity;
        this.channel = channel;
        subscribe();
    }

    private void subscribe() {
        registration = aeron.subscribeLater(channel, Channels.DATA_STREAM, this::onImage, this::onImageLost);
        isAwaitingDriver = true;
    }

    /** What was collected belongs to an earlier image, which may be held unread and so not be lost yet. */
    private void onImage(Image image) {
        this.image = image;
        assembler.forget(session);
        activity.onImage(new ImageSource(image, aeron), System.nanoTime());
    }

    private void onImageLost(Image lost) {
        if (lost == image) {
            image = null;
            activity.onImageLost();
            assembler.forget(session);
        }
    }

    /** Another image while this one was read: then nothing tells of the end of this one. */
    private void recall(Image read) {
        if (image == read) {
            assembler.recallRead(read);
        } else {
            assembler.forget(session);
        }
    }

    int poll() {
        if (isAwaitingDriver) {
            awaitDriver();
        }
        Image current = image;
        return current == null || isClosed ? 0 : poll(current);
    }

    private int poll(Image current) {
        if (activity.isStale()) {
            renew();
            return 0;
        }
        long position = current.position();
        long refusals = assembler.refusals();
        fragments.from(position, current.termBufferLength());
        int count = current.controlledPoll(fragments, FRAGMENT_LIMIT);
        boolean isHeldByHandler = assembler.refusals() != refusals;
        if (isHeldByHandler || current.position() != position) {
            activity.onProgress();
            recall(current);
        } else if (activity.isOutrun() && !isClosed) {
            renew();
        }
        return count;
    }

    /**
     * Starts anew at the sender's present position: the link broke and comes back. This happens after a silence, and to one
     * who is slower than those whom the sender waits for: Aeron would leave him stuck until its patience with the image ends.
     */
    private void renew() {
        assembler.forget(session);
        aeron.unsubscribe(registration);
        image = null;
        activity.onImageLost();
        subscribe();
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
