/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.report;

import io.viewbus.perf.member.Histograms;
import io.viewbus.perf.report.Result.Figure;
import io.viewbus.perf.report.Result.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code results.json}: one object with the command, the facts of the machine, and a list {@code results} with a record for each
 * figure of each system.
 */
public final class JsonFormat {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonFormat() {}

    /**
     * Writes results.
     *
     * @param results what to write
     * @return JSON
     */
    public static String write(Results results) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("command", results.command()).put("at", results.at());
        ObjectNode machine = root.putObject("machine");
        results.machine().forEach(machine::put);
        ArrayNode list = root.putArray("results");
        results.results().forEach(result -> add(list.addObject(), result));
        ArrayNode ratios = root.putArray("ratios");
        results.ratios().forEach(ratio -> add(ratios.addObject(), ratio));
        ArrayNode histograms = root.putArray("histograms");
        results.distributions().forEach(distribution -> add(histograms.addObject(), distribution));
        ArrayNode remarks = root.putArray("remarks");
        results.remarks().forEach(remarks::add);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }

    private static void add(ObjectNode node, Result result) {
        add(node, result.subject());
        node.put("metric", result.figure().metric())
                .put("unit", result.figure().unit())
                .put("compared", result.figure().isCompared());
        add(node, result.sample());
    }

    private static void add(ObjectNode node, Subject subject) {
        node.put("system", subject.system())
                .put("scenario", subject.scenario())
                .put("order", subject.order())
                .put("size", subject.size())
                .put("members", subject.members());
    }

    private static void add(ObjectNode node, Sample sample) {
        node.put("median", rounded(sample.median()))
                .put("min", rounded(sample.least()))
                .put("max", rounded(sample.most()))
                .put("rounds", sample.values().size());
        ArrayNode values = node.putArray("values");
        sample.values().forEach(value -> values.add(rounded(value)));
    }

    private static void add(ObjectNode node, Results.Ratio ratio) {
        add(node, ratio.one());
        node.put("over", ratio.other().system())
                .put("overOrder", ratio.other().order())
                .put("metric", ratio.figure().metric());
        add(node, ratio.sample());
    }

    private static void add(ObjectNode node, Distribution distribution) {
        add(node, distribution.subject());
        node.put("name", distribution.name())
                .put("count", distribution.histogram().getTotalCount())
                .put("hdrHistogram", Histograms.encode(distribution.histogram()));
    }

    /** Four significant places below one, four decimals above. */
    private static double rounded(double value) {
        double scale = Math.abs(value) < 1 ? 1e8 : 1e4;
        return Math.round(value * scale) / scale;
    }

    /**
     * Reads results.
     *
     * @param json what {@link #write} wrote
     * @return the results
     * @throws IllegalArgumentException if it is something else
     */
    public static Results read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            Map<String, String> machine = new LinkedHashMap<>();
            root.required("machine")
                    .properties()
                    .forEach(fact -> machine.put(fact.getKey(), fact.getValue().asString()));
            return new Results(
                    root.required("command").asString(),
                    root.required("at").asString(),
                    machine,
                    all(root, "results").stream().map(JsonFormat::result).toList(),
                    all(root, "histograms").stream()
                            .map(JsonFormat::distribution)
                            .toList(),
                    all(root, "remarks").stream().map(JsonNode::asString).toList());
        } catch (JacksonException e) {
            throw new IllegalArgumentException("these are no results of viewbus perf: " + e.getOriginalMessage(), e);
        }
    }

    private static List<JsonNode> all(JsonNode root, String name) {
        return new ArrayList<>(root.required(name).values());
    }

    private static Result result(JsonNode node) {
        Figure figure = new Figure(
                node.required("metric").asString(),
                node.required("unit").asString(),
                node.required("compared").asBoolean());
        return new Result(
                subject(node),
                figure,
                new Sample(node.required("values").values().stream()
                        .map(JsonNode::asDouble)
                        .toList()));
    }

    private static Subject subject(JsonNode node) {
        return new Subject(
                node.required("system").asString(),
                node.required("scenario").asString(),
                node.required("order").asString(),
                node.required("size").asInt(),
                node.required("members").asInt());
    }

    private static Distribution distribution(JsonNode node) {
        return new Distribution(
                subject(node),
                node.required("name").asString(),
                Histograms.decode(node.required("hdrHistogram").asString()));
    }
}
