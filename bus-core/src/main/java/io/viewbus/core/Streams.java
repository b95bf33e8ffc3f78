/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.JoinData;
import io.viewbus.spi.transport.DataStream;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All streams of which this member keeps anything: its own, those of members and candidates, and of the departed. */
final class Streams {

    private final MessagingConfig config;
    private final DataStream data;
    private final List<SenderStream> streams = new ArrayList<>();
    private final SenderStream own;
    private boolean history;

    Streams(MessagingConfig config, Member self, DataStream data) {
        this.config = config;
        this.data = data;
        own = new SenderStream(self, data.link(), newRetention());
        own.setBase(0);
        streams.add(own);
    }

    SenderStream own() {
        return own;
    }

    int size() {
        return streams.size();
    }

    SenderStream get(int index) {
        return streams.get(index);
    }

    /** Finds the stream of a process, or makes it and listens to it. */
    SenderStream connect(Member member, byte[] joinData) {
        SenderStream known =
                find(member.incarnation().high(), member.incarnation().low());
        if (known == null) {
            known = new SenderStream(member, JoinData.link(joinData), newRetention());
            streams.add(known);
        }
        if (known != own) {
            data.connect(known.link());
        }
        known.speakOf();
        return known;
    }

    @Nullable
    SenderStream find(long high, long low) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).isFrom(high, low)) {
                return streams.get(i);
            }
        }
        return null;
    }

    @Nullable
    SenderStream find(Incarnation incarnation) {
        return find(incarnation.high(), incarnation.low());
    }

    @Nullable
    SenderStream findByLink(long link) {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).link() == link) {
                return streams.get(i);
            }
        }
        return null;
    }

    boolean isConnected(SenderStream stream) {
        return stream == own || data.isConnected(stream.link());
    }

    /** Whether any stream that this member ever kept carried a message of a user. */
    boolean hasHistory() {
        history |= streams.stream().anyMatch(SenderStream::isMessageSeen);
        return history;
    }

    /** Stops listening and forgets everything of a stream. */
    void drop(SenderStream stream) {
        history |= stream.isMessageSeen();
        streams.remove(stream);
        stream.close();
        data.disconnect(stream.link());
    }

    /** Stops listening; what is held stays, for those who still need it. */
    void mute(SenderStream stream) {
        data.disconnect(stream.link());
    }

    long retained() {
        long count = 0;
        for (SenderStream stream : streams) {
            count += stream.held() - stream.released();
        }
        return count;
    }

    void close() {
        streams.forEach(SenderStream::close);
        streams.clear();
    }

    private RingRetention newRetention() {
        int maxFrame = config.maxPayload() + 2 * DataHeader.LENGTH;
        return new RingRetention(3 * config.window() + maxFrame);
    }
}
