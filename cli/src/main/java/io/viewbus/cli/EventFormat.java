/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupEvent.Installed;
import io.viewbus.GroupEvent.Transitional;
import io.viewbus.GroupView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How an event of a topic is printed. Payloads are written as they came, byte for byte. */
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

    /** Writes an event with the end of its line, or nothing. */
    void write(GroupEvent<byte[]> event, OutputStream out) throws IOException;

    private static String line(GroupView view) {
        return "view " + view.id() + " regular " + Names.of(view.members(), view.joined(), view.left());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
