/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Incarnation;
import io.viewbus.view.PrimaryState;
import java.util.ArrayList;
import java.util.List;

/** Turns the fields of a record into the call that it was made of. */
final class RecordDecoder {

    void decode(RecordKind kind, FieldReader in, Trace to, RecordHandler handler) {
        switch (kind) {
            case JOINING -> to.joining(in.takeMember());
            case LEAVING -> to.leaving();
            case SUSPECTED -> to.suspected(in.takeIncarnation());
            case PROMISED -> to.promised(in.takeViewId(), in.takeLong(), in.takeIncarnation());
            case WEDGED -> to.wedged(in.takeViewId());
            case ACCEPTED -> to.accepted(in.takeViewId(), in.takeViewId());
            case DECIDED -> to.decided(in.takeViewId(), in.takeViewId(), in.takeMembers(), in.takeLong());
            case INSTALLED -> to.installed(in.takeViewId(), in.takeView(), in.takeMembers());
            case PRIMARY_STATE -> to.primaryState(primaryState(in));
            case EXCLUDED -> to.excluded();
            case LEFT -> to.left();
            case CUT -> to.cut(in.takeViewId(), longs(in));
            case SENT ->
                to.sent(
                        in.takeLong(),
                        in.takeInt(),
                        OrderCode.order(in.takeByte()),
                        in.takeLong(),
                        in.takeInt(),
                        in.takeLong());
            case OFFER_REFUSED -> to.offerRefused(in.takeLong());
            case DELIVERED -> decodeDelivered(in, to);
            case ORDERED -> to.ordered(in.takeLong(), in.takeInt(), in.takeLong());
            case TOPIC_VIEW -> to.topicView(in.takeInt(), in.takeLong(), in.takeLong(), in.takeMembers());
            case TOPIC_TABLE -> to.topicTable(in.takeViewId(), in.takeLong());
            case RECEIVED -> to.received(in.takeIncarnation(), in.takeLong(), in.takeInt());
            case STABLE -> to.stable(in.takeIncarnation(), in.takeLong());
            case RELEASED -> to.released(in.takeIncarnation(), in.takeLong(), in.takeInt());
            case STANDING -> handler.standing(standing(in));
            case TOPIC_VIEW_AGAIN ->
                handler.topicViewAgain(in.takeInt(), in.takeLong(), in.takeLong(), in.takeMembers());
            case TOPIC_TABLE_AGAIN -> handler.topicTableAgain(in.takeViewId(), in.takeLong());
            case GAP -> handler.gap(in.takeLong());
            case END -> handler.end();
        }
    }

    private static void decodeDelivered(FieldReader in, Trace to) {
        to.delivered(
                in.takeIncarnation(),
                in.takeLong(),
                in.takeInt(),
                OrderCode.order(in.takeByte()),
                in.takeLong(),
                in.takeLong(),
                in.takeLong(),
                in.takeBoolean(),
                in.takeBoolean(),
                in.takeLong());
    }

    private static Standing standing(FieldReader in) {
        long sent = in.takeLong();
        boolean leaving = in.takeBoolean();
        PrimaryState primary = primaryState(in);
        List<Incarnation> suspects = new ArrayList<>();
        for (int left = in.takeInt(); left > 0; left--) {
            suspects.add(in.takeIncarnation());
        }
        List<Standing.Stream> streams = new ArrayList<>();
        for (int left = in.takeInt(); left > 0; left--) {
            streams.add(new Standing.Stream(in.takeIncarnation(), in.takeLong(), in.takeLong(), in.takeLong()));
        }
        return new Standing(sent, streams, suspects, leaving, primary);
    }

    private static PrimaryState primaryState(FieldReader in) {
        return in.takeBoolean() ? PrimaryState.PRIMARY : PrimaryState.NOT_PRIMARY;
    }

    private static long[] longs(FieldReader in) {
        List<Long> values = new ArrayList<>();
        for (int left = in.takeInt(); left > 0; left--) {
            values.add(in.takeLong());
        }
        return values.stream().mapToLong(Long::longValue).toArray();
    }
}
