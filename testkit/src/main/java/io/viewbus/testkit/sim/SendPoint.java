/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.membership.wire.Envelope;
import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import io.viewbus.testkit.net.Lane;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * A type of message, by which a place in the core is named: just before or just after one is sent.
 *
 * @param name its name in the schema
 * @param lane on which stream it travels
 * @param schema the schema of a control message
 * @param type its template, or the code of a data frame
 */
record SendPoint(String name, Lane lane, int schema, int type) {

    private static final int MESSAGING_SCHEMA = 2;

    private static final List<String> MEMBERSHIP = List.of(
            "Heartbeat",
            "Join",
            "Refusal",
            "Leave",
            "Connect",
            "Mesh",
            "Prepare",
            "State",
            "Nack",
            "Propose",
            "Ready",
            "Commit",
            "Ask",
            "Gone");
    private static final List<String> MESSAGING =
            List.of("Ack", "OrderRanges", "OrderRequest", "RepairRequest", "TableRequest", "Credit");

    static final List<SendPoint> ALL = all();

    private static List<SendPoint> all() {
        List<SendPoint> points = new ArrayList<>();
        addControl(points, MEMBERSHIP, MessageHeaderDecoder.SCHEMA_ID);
        addControl(points, MESSAGING, MESSAGING_SCHEMA);
        for (FrameType type : FrameType.values()) {
            points.add(new SendPoint(type.name(), Lane.DATA, 0, type.code()));
        }
        return List.copyOf(points);
    }

    /** Templates count from 1 in the order of the schema. */
    private static void addControl(List<SendPoint> points, List<String> names, int schema) {
        for (String name : names) {
            points.add(new SendPoint(name, Lane.CONTROL, schema, names.indexOf(name) + 1));
        }
    }

    boolean matches(Lane sentOn, DirectBuffer buffer, int offset, int length) {
        if (sentOn != lane) {
            return false;
        }
        if (lane == Lane.DATA) {
            return DataHeader.type(buffer, offset) == type;
        }
        int header = offset + Envelope.LENGTH;
        return length >= Envelope.LENGTH + MessageHeaderDecoder.ENCODED_LENGTH
                && field(buffer, header + MessageHeaderDecoder.schemaIdEncodingOffset()) == schema
                && field(buffer, header + MessageHeaderDecoder.templateIdEncodingOffset()) == type;
    }

    private static int field(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }
}
