/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Codec;
import io.viewbus.Group;
import io.viewbus.Order;
import io.viewbus.Topic;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints what is published to a topic. */
@Command(
        name = "sub",
        header = "Prints what is published to a topic.",
        mixinStandardHelpOptions = true,
        description = {
            "Joins a topic and prints its messages, one payload per line.",
            "Publishers wait for a reader that is slow; nothing is lost. Ends at Ctrl-C."
        })
final class SubCommand implements Callable<Integer> {

    @Spec
    private CommandSpec command;

    @Mixin
    private MemberOptions member;

    @Parameters(paramLabel = "TOPIC", description = "The topic.")
    private String topic;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = OrderConverter.class,
            description = {
                "The order that the topic must have:",
                OrderConverter.NAMES + ".",
                "The first to join fixes it (total unless named)."
            })
    private @Nullable Order order;

    @Option(
            names = "--events",
            description = {
                "Print views and messages in their one order:",
                "view <id> <kind> [a b c] +name... -name...",
                "(kind transitional: it ends, and what follows is sure only in [a b c])",
                "msg <view>:<sequence> <sender> <payload>"
            })
    private boolean events;

    @Option(
            names = "--json",
            description = "Print one JSON object per event: views and messages; payloads as text, or base64.")
    private boolean json;

    @Option(names = "--count", paramLabel = "N", description = "Leave after N messages.")
    private @Nullable Long count;

    @Override
    public Integer call() throws IOException, InterruptedException {
        String name = member.topic(topic);
        EventPrinter printer = new EventPrinter(StandardStreams.out(), format(), messagesToPrint());
        try (BusSession session = member.connect()) {
            Group<byte[]> group = session.await(
                    ordered(session.bus().topic(name, Codec.bytes())).join());
            session.lost().subscribe(unused -> {}, printer::fail);
            OutputWatch.onReaderGone(printer::stop);
            group.events().subscribe(printer);
            print(printer);
        }
        return ExitCode.OK;
    }

    private EventFormat format() {
        if (json) {
            return EventFormat.JSON;
        }
        return events ? EventFormat.EVENTS : EventFormat.PAYLOADS;
    }

    private static void print(EventPrinter printer) throws InterruptedException {
        try {
            printer.run();
        } catch (IOException e) {
            StandardOutput.throwUnlessReaderGone(e);
        }
    }

    private Topic<byte[]> ordered(Topic<byte[]> unordered) {
        return order == null ? unordered : unordered.order(order);
    }

    private long messagesToPrint() {
        if (count != null && count < 1) {
            throw new ParameterException(command.commandLine(), "--count must be 1 or more, not " + count);
        }
        return count == null ? Long.MAX_VALUE : count;
    }
}
