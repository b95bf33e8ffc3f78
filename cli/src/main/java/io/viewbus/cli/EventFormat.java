/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupEvent.Transitional;
import io.viewbus.GroupView;
import io.viewbus.view.Member;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** How an event of a topic is printed. Payloads are written as they came, byte for byte, but in JSON. */
@FunctionalInterface
interface EventFormat {

    /** Only payloads, one per line. */
    EventFormat PAYLOADS = (event, out) -> {
        if (event instanceof Delivery<byte[]> message) {
            out.write(message.payload());
            out.write('\n');
        }
    };

    /** Views and messages with their place in the order. */
    EventFormat EVENTS = (event, out) -> {
        if (event instanceof Delivery<byte[]> message) {
            out.write(utf8("msg " + message.view() + ":" + message.sequence() + " " + message.sender() + " "));
            out.write(message.payload());
        } else if (event instanceof Installed<byte[]> installed) {
            out.write(utf8(line(installed.view())));
        } else if (event instanceof Transitional<byte[]> end) {
            out.write(utf8("view " + end.view() + " transitional " + Names.of(end.companions(), List.of(), List.of())));
        }
        out.write('\n');
    };

    /** One object per event, as a gateway tells it. */
    EventFormat JSON = (event, out) -> out.write(utf8(json(event) + "\n"));

    /** Writes an event with the end of its line, or nothing. */
    void write(GroupEvent<byte[]> event, OutputStream out) throws IOException;

    private static String line(GroupView view) {
        return "view " + view.id() + " regular " + Names.of(view.members(), view.joined(), view.left());
    }

    private static JsonObject json(GroupEvent<byte[]> event) {
        if (event instanceof Delivery<byte[]> message) {
            JsonObject json = new JsonObject()
                    .put("event", "message")
                    .put("view", message.view().toString())
                    .put("sequence", message.sequence())
                    .put("sender", message.sender().name());
            return payload(message.payload(), json);
        } else if (event instanceof Transitional<byte[]> end) {
            return new JsonObject()
                    .put("event", "transitional")
                    .put("view", end.view().toString())
                    .put("companions", names(end.companions()));
        }
        GroupView view = ((Installed<byte[]>) event).view();
        return new JsonObject()
                .put("event", "view")
                .put("view", view.id().toString())
                .put("members", names(view.members()))
                .put("joined", names(view.joined()))
                .put("left", names(view.left()));
    }

    /** Payloads are bytes; most are text. */
    private static JsonObject payload(byte[] payload, JsonObject json) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
            return json.put("text", text.toString());
        } catch (CharacterCodingException e) {
            return json.put("base64", Base64.getEncoder().encodeToString(payload));
        }
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
