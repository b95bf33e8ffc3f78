/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.core.wire.FrameType;
import io.viewbus.membership.wire.Envelope;
import io.viewbus.membership.wire.sbe.MessageHeaderDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** The types of messages as scenarios call them. Control messages are told apart by schema and template. */
enum MessageType {
    HEARTBEAT(1, 1),
    JOIN(1, 2),
    REFUSAL(1, 3),
    LEAVE(1, 4),
    CONNECT(1, 5),
    MESH(1, 6),
    PREPARE(1, 7),
    STATE(1, 8),
    NACK(1, 9),
    PROPOSE(1, 10),
    READY(1, 11),
    COMMIT(1, 12),
    ASK(1, 13),
    GONE(1, 14),
    ACK(2, 1),
    ORDER(2, 2),
    ORDER_REQUEST(2, 3),
    REPAIR_REQUEST(2, 4),
    TABLE_REQUEST(2, 5),
    CREDIT(2, 6),
    PROBE(3, 1),
    ECHO(3, 2),
    DATA(FrameType.MESSAGE),
    DATA_BATCH(FrameType.MESSAGE_BATCH),
    TOPIC_JOIN(FrameType.TOPIC_JOIN),
    TOPIC_LEAVE(FrameType.TOPIC_LEAVE),
    REPAIR(FrameType.REPAIR),
    TABLE(FrameType.TOPIC_TABLE);

    private static final int DATA_FRAMES = 0;
    private static final Map<Integer, MessageType> BY_KEY = new TreeMap<>();

    static {
        for (MessageType type : values()) {
            BY_KEY.put(key(type.schema, type.template), type);
        }
    }

    private final int schema;
    private final int template;

    MessageType(int schema, int template) {
        this.schema = schema;
        this.template = template;
    }

    MessageType(FrameType type) {
        this(DATA_FRAMES, type.code());
    }

    static MessageType take(Words words) {
        String name = words.take("a type of message");
        return Arrays.stream(values())
                .filter(type -> type.name().equals(name))
                .findAny()
                .orElseThrow(() -> words.error("\"" + name + "\" is no type of message; there are " + names()));
    }

    static boolean isNext(Words words) {
        return Arrays.stream(values()).anyMatch(type -> type.name().equals(words.peek()));
    }

    private static String names() {
        return Arrays.stream(values()).map(MessageType::name).collect(Collectors.joining(" "));
    }

    static @Nullable MessageType ofData(DirectBuffer buffer, int offset) {
        return BY_KEY.get(key(DATA_FRAMES, DataHeader.type(buffer, offset)));
    }

    static @Nullable MessageType ofControl(DirectBuffer buffer, int offset, int length) {
        if (length < Envelope.LENGTH + MessageHeaderDecoder.ENCODED_LENGTH) {
            return null;
        }
        int header = offset + Envelope.LENGTH;
        int schema = field(buffer, header + MessageHeaderDecoder.schemaIdEncodingOffset());
        return BY_KEY.get(key(schema, field(buffer, header + MessageHeaderDecoder.templateIdEncodingOffset())));
    }

    private static int field(DirectBuffer buffer, int offset) {
        return buffer.getShort(offset, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
    }

    private static int key(int schema, int template) {
        return schema << 16 | template;
    }
}
