/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.Subscription;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import org.agrona.DirectBuffer;

/** The control stream: its own publication, and one subscription for those of all others on the address. */
final class ControlStream {

    private static final int FRAGMENT_LIMIT = 64;

    private final ExclusivePublication publication;
    private final Subscription subscription;
    private final FrameAssembler assembler;
    private final EmbeddedAeron aeron;
    private final ReceptionGate gate;
    private FrameHandler handler = (link, buffer, offset, length) -> true;

    ControlStream(EmbeddedAeron aeron, Channels channels, ReceptionGate gate, int session) {
        this.aeron = aeron;
        this.gate = gate;
        publication = aeron.publish(channels.controlPublication(session), Channels.CONTROL_STREAM);
        assembler = new FrameAssembler(this::take, publication.maxMessageLength());
        subscription = aeron.subscribe(
                channels.controlSubscription(), Channels.CONTROL_STREAM, this::onImage, this::onImageLost);
    }

    int poll(FrameHandler handler) {
        this.handler = handler;
        return subscription.controlledPoll(assembler, FRAGMENT_LIMIT);
    }

    /** Control frames are always taken: whoever refused one would be deaf to that sender for ever. */
    private boolean take(long link, DirectBuffer buffer, int offset, int length) {
        handler.onFrame(link, buffer, offset, length);
        return true;
    }

    private void onImage(Image image) {
        gate.onControlImage(image.sessionId(), new ImageSource(image, aeron));
    }

    private void onImageLost(Image image) {
        gate.onControlImageLost(image.sessionId());
        assembler.forget(image.sessionId());
    }

    SendResult send(DirectBuffer buffer, int offset, int length) {
        return Offers.offer(publication, buffer, offset, length);
    }

    ExclusivePublication publication() {
        return publication;
    }

    int maxLength() {
        return publication.maxMessageLength();
    }
}
