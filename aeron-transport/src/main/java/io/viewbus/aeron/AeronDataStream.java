/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.logbuffer.BlockHandler;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.spi.transport.FrameHandler;
import io.viewbus.spi.transport.SendResult;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The data stream: its own publication, and one subscription per connected member, so that only members cost memory.
 *
 * <p>The own stream is spied upon, without looking: a publication with a spy stays connected when all receivers are gone for
 * a while. Their frames then wait in the log, where they can still be asked for, instead of being dropped behind their
 * backs.
 */
final class AeronDataStream implements DataStream {

    private static final DataLink[] NO_LINKS = {};
    private static final BlockHandler UNSEEN = (buffer, offset, length, session, term) -> {};

    private final EmbeddedAeron aeron;
    private final Channels channels;
    private final ReceptionGate gate;
    private final ExclusivePublication publication;
    private final FrameAssembler assembler;
    private final int session;
    private final int window;
    private @Nullable Image spied;
    private DataLink[] links = NO_LINKS;
    private int nextFirst;

    AeronDataStream(
            EmbeddedAeron aeron, Channels channels, ReceptionGate gate, int session, int window, FrameHandler handler) {
        this.aeron = aeron;
        this.channels = channels;
        this.gate = gate;
        this.session = session;
        this.window = window;
        publication = aeron.publish(channels.dataPublication(session), Channels.DATA_STREAM);
        assembler = new FrameAssembler(handler, publication.maxMessageLength());
        aeron.subscribe(channels.dataSpy(session), Channels.DATA_STREAM, image -> spied = image, image -> spied = null);
        while (spied == null) {
            aeron.invoke();
        }
    }

    @Override
    public long link() {
        return FrameAssembler.link(session);
    }

    @Override
    public void connect(long link) {
        int other = (int) link;
        boolean isForeign = FrameAssembler.link(other) == link && other != session;
        if (isForeign && find(link) == null) {
            LinkActivity activity = new LinkActivity();
            gate.open(other, activity);
            DataLink added = new DataLink(aeron, channels.dataSubscription(other), assembler, other, activity);
            links = Arrays.copyOf(links, links.length + 1);
            links[links.length - 1] = added;
        }
    }

    @Override
    public void disconnect(long link) {
        DataLink found = find(link);
        if (found != null) {
            links = Arrays.stream(links).filter(kept -> kept != found).toArray(DataLink[]::new);
            gate.close(found.session());
            found.close();
        }
    }

    @Override
    public boolean isConnected(long link) {
        DataLink found = find(link);
        return found != null && found.isConnected();
    }

    private @Nullable DataLink find(long link) {
        for (DataLink candidate : links) {
            if (FrameAssembler.link(candidate.session()) == link) {
                return candidate;
            }
        }
        return null;
    }

    @Override
    public SendResult send(DirectBuffer buffer, int offset, int length) {
        return Offers.offer(publication, buffer, offset, length);
    }

    @Override
    public int maxLength() {
        return publication.maxMessageLength();
    }

    @Override
    public int datagramLength() {
        return publication.maxPayloadLength();
    }

    @Override
    public int window() {
        return window;
    }

    ExclusivePublication publication() {
        return publication;
    }

    /** Hands over what came in, beginning with another link each time. Handlers may connect and disconnect meanwhile. */
    int poll() {
        spy();
        DataLink[] current = links;
        int first = current.length == 0 ? 0 : nextFirst++ % current.length;
        int work = 0;
        for (int i = 0; i < current.length; i++) {
            int turn = first + i;
            work += current[turn < current.length ? turn : turn - current.length].poll();
        }
        nextFirst &= Integer.MAX_VALUE;
        return work;
    }

    /** Moves the spy on to the end of what was sent, a header per frame being read. */
    void spy() {
        Image image = spied;
        if (image != null) {
            image.blockPoll(UNSEEN, Channels.DATA_TERM);
        }
    }
}
