/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.Bus;
import io.viewbus.Codec;
import io.viewbus.Order;
import io.viewbus.Topic;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Publishes texts or lines to a topic. */
@Command(
        name = "pub",
        header = "Publishes texts or lines to a topic.",
        mixinStandardHelpOptions = true,
        description = {
            "Publishes to a topic without joining it.",
            "Ends when every member has received everything: nothing is lost when it leaves."
        })
final class PubCommand implements Callable<Integer> {

    private static final List<String> STANDARD_INPUT = List.of("-");

    @Spec
    private CommandSpec command;

    @Mixin
    private MemberOptions member;

    @Parameters(index = "0", paramLabel = "TOPIC", description = "The topic.")
    private String topic;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TEXT",
            description = "The messages, one per argument; or - for the lines of standard input.")
    private List<String> texts;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            converter = OrderConverter.class,
            description = {
                "The order that the topic must have:",
                OrderConverter.NAMES + "; whatever it has unless named."
            })
    private @Nullable Order order;

    @Override
    public Integer call() {
        String name = member.topic(topic);
        InputLines input = new InputLines(StandardStreams.in(), Bus.MAX_PAYLOAD);
        PublishTally tally = new PublishTally(name);
        try (BusSession session = member.connect()) {
            Mono<Void> published = ordered(session.bus().topic(name, Codec.bytes()))
                    .publishMany(messages(input))
                    .doOnNext(tally::add)
                    .then();
            Mono.firstWithSignal(published, session.lost()).block();
        }
        report(tally, command.commandLine().getErr());
        input.throwIfFailed();
        return ExitCode.OK;
    }

    private Flux<byte[]> messages(InputLines input) {
        return texts.equals(STANDARD_INPUT)
                ? input.lines()
                : Flux.fromIterable(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private Topic<byte[]> ordered(Topic<byte[]> unordered) {
        return order == null ? unordered : unordered.order(order);
    }

    private static void report(PublishTally tally, PrintWriter err) {
        String note = tally.note();
        if (note != null) {
            err.println("viewbus: " + note);
        }
    }
}
