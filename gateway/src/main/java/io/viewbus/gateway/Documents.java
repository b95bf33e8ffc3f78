/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import io.viewbus.Bus;
import io.viewbus.Delivery;
import io.viewbus.GroupEvent;
import io.viewbus.GroupView;
import io.viewbus.Receipt;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Links;
import io.viewbus.observe.Links.Link;
import io.viewbus.observe.Timing;
import io.viewbus.observe.ViewChange;
import io.viewbus.observe.ViewChange.Departure;
import io.viewbus.observe.ViewEvidence;
import io.viewbus.observe.ViewEvidence.Step;
import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the gateway tells, as values for {@link Json}. Field names are part of the API. */
final class Documents {

    private static final double NS_PER_MS = 1e6;
    private static final long NS_PER_US = 1000;

    private Documents() {}

    static String id(ViewId id) {
        return id.counter() + "-" + id.round() + "-" + id.proposer();
    }

    /** Reads what {@link #id} wrote. */
    static ViewId parseId(String id) {
        String[] parts = id.split("-", -1);
        String proposer = parts[2];
        return new ViewId(
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                new Incarnation(
                        Long.parseUnsignedLong(proposer.substring(0, 16), 16),
                        Long.parseUnsignedLong(proposer.substring(16), 16)));
    }

    static Map<String, Object> evidence(Bus bus, ViewEvidence evidence) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("seenBy", bus.self().name());
        json.put("rule", lower(evidence.rule()));
        json.put("ruleText", evidence.rule().text());
        json.put("priorSize", evidence.priorSize());
        json.put("agreed", evidence.agreed());
        json.put("heartbeatMs", bus.observe().heartbeatEvery().toMillis());
        json.put("steps", evidence.steps().stream().map(Documents::step).toList());
        json.put("forgottenSteps", evidence.forgotten());
        json.put("links", links(evidence.links(), bus.observe().suspectAfter()));
        return json;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", lower(step.kind()));
        json.put("beforeMs", ms(step.beforeNs()));
        if (step.member() != null) {
            json.put("member", step.member().name());
        }
        if (step.round() > 0) {
            json.put("round", step.round());
        }
        json.put("text", step.kind().text());
        return json;
    }

    static Map<String, @Nullable Object> view(View view, long atMs, @Nullable ViewChange change) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", id(view.id()));
        json.put("counter", view.id().counter());
        json.put("kind", lower(view.kind()));
        json.put("quorum", view.quorum());
        json.put("coordinator", view.coordinator().name());
        json.put("members", view.members().stream().map(Documents::member).toList());
        json.put("joined", names(view.joined()));
        json.put("left", names(view.left()));
        if (!view.components().isEmpty()) {
            json.put("components", components(view.components()));
        }
        json.put("at", atMs);
        if (change != null) {
            json.put("prior", id(change.prior()));
            json.put("tookMs", ms(change.tookNs()));
            json.put(
                    "departures",
                    change.departures().stream().map(Documents::departure).toList());
        }
        return json;
    }

    private static Map<String, Object> member(Member member) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", member.name());
        json.put("incarnation", member.incarnation().toString());
        return json;
    }

    private static List<Map<String, Object>> components(List<View.Component> components) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (View.Component component : components) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("prior", id(component.prior()));
            json.put("members", names(component.members()));
            all.add(json);
        }
        return all;
    }

    private static Map<String, Object> departure(Departure departure) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("member", departure.member().name());
        json.put("cause", lower(departure.cause()));
        List<Map<String, Object>> reports = new ArrayList<>();
        for (ViewChange.Report report : departure.reports()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("by", report.by().name());
            one.put("silenceMs", ms(report.silenceNs()));
            reports.add(one);
        }
        json.put("reports", reports);
        return json;
    }

    static List<Map<String, Object>> members(View view, Links links, Member self, Duration suspectAfter) {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int rank = 0; rank < view.members().size(); rank++) {
            Member member = view.members().get(rank);
            Link link = links.links().stream()
                    .filter(candidate -> candidate.member().equals(member))
                    .findFirst()
                    .orElse(null);
            all.add(member(member, rank, member.equals(self), link, suspectAfter));
        }
        return all;
    }

    private static Map<String, Object> member(
            Member member, int rank, boolean self, @Nullable Link link, Duration suspectAfter) {
        Map<String, Object> json = member(member);
        json.put("rank", rank);
        json.put("role", rank == 0 ? "coordinator" : "member");
        json.put("self", self);
        json.put("state", state(link, suspectAfter));
        if (link != null) {
            json.put("silenceMs", ms(link.silenceNs()));
            json.put("messages", link.traffic().messages());
            json.put("bytes", link.traffic().bytes());
            json.put("lag", link.traffic().lag());
            json.put("roundTripUs", link.traffic().roundTripNs() / NS_PER_US);
        }
        return json;
    }

    private static String state(@Nullable Link link, Duration suspectAfter) {
        if (link != null && link.suspected()) {
            return "suspected";
        }
        return link != null && link.silenceNs() > suspectAfter.toNanos() / 2 ? "quiet" : "active";
    }

    static Map<String, Object> links(Links links, Duration suspectAfter) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", id(links.view()));
        json.put("suspectAfterMs", suspectAfter.toMillis());
        json.put(
                "members",
                links.links().stream().map(link -> link.member().name()).toList());
        List<List<Double>> heard = new ArrayList<>();
        for (Link link : links.links()) {
            heard.add(link.heardAgoNs().stream().map(Documents::ms).toList());
        }
        json.put("heardAgoMs", heard);
        return json;
    }

    static Map<String, Long> counters(CounterSnapshot snapshot) {
        Map<String, Long> json = new LinkedHashMap<>();
        for (Counter counter : Counter.values()) {
            json.put(counter.key(), snapshot.get(counter));
        }
        return json;
    }

    static Map<String, List<Long>> spreads(CounterSnapshot snapshot) {
        Map<String, List<Long>> json = new LinkedHashMap<>();
        for (Timing timing : Timing.values()) {
            json.put(timing.key(), snapshot.spread(timing).counts());
        }
        return json;
    }

    static Map<String, Object> groupView(GroupView view) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", view.id().toString());
        json.put("members", names(view.members()));
        json.put("joined", names(view.joined()));
        json.put("left", names(view.left()));
        return json;
    }

    static Map<String, Object> transitional(GroupEvent.Transitional<byte[]> event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", event.view().toString());
        json.put("companions", names(event.companions()));
        return json;
    }

    static Map<String, Object> message(Delivery<byte[]> message) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", message.view().toString());
        json.put("sequence", message.sequence());
        json.put("sender", message.sender().name());
        if (message.transitional()) {
            json.put("transitional", true);
        }
        String text = textOf(message.payload());
        if (text != null) {
            json.put("text", text);
        } else {
            json.put("base64", Base64.getEncoder().encodeToString(message.payload()));
        }
        return json;
    }

    static Map<String, Object> receipt(Receipt receipt) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("view", receipt.view().toString());
        json.put("sequence", receipt.sequence());
        json.put("groupSize", receipt.groupSize());
        json.put("rung", lower(receipt.rung()));
        return json;
    }

    /** Payloads are bytes; most are text. */
    private static @Nullable String textOf(byte[] payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static double ms(long ns) {
        return Math.round(ns / NS_PER_MS * 1000) / 1000.0;
    }
}
