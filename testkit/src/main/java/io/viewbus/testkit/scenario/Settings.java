/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.testkit.net.NetworkConditions;
import io.viewbus.view.PartitionPolicy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What "set" can change. */
final class Settings {

    private static final Map<String, Function<Words, Step>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("expected-size", Settings::expectedSize),
            Map.entry("least-primary", Settings::leastPrimary),
            Map.entry("suspect-after", Settings::suspectAfter),
            Map.entry("window", Settings::window),
            Map.entry("topic-window", Settings::topicWindow),
            Map.entry("delay", Settings::delay),
            Map.entry("loss", Settings::loss),
            Map.entry("copies", Settings::copies),
            Map.entry("links-break-after", Settings::linksBreakAfter),
            Map.entry("partitionable", Settings::partitionable),
            Map.entry("liveness", Settings::liveness)));

    private Settings() {}

    static List<String> words() {
        return List.copyOf(ALL.keySet());
    }

    static Step parse(Words words) {
        Function<Words, Step> setting = ALL.get(words.take("a setting"));
        if (setting == null) {
            throw words.error("there is no such setting; there are " + ALL.keySet());
        }
        return setting.apply(words);
    }

    private static Step expectedSize(Words words) {
        int size = words.number();
        return scene -> scene.use(scene.membership().withExpectedSize(size));
    }

    private static Step leastPrimary(Words words) {
        int members = words.number();
        return scene -> scene.useLeastPrimary(members);
    }

    private static Step suspectAfter(Words words) {
        long ns = words.durationNs();
        return scene -> scene.use(scene.membership().withSuspectNs(ns));
    }

    private static Step partitionable(Words words) {
        return scene -> scene.use(scene.membership().withPartitions(PartitionPolicy.PARTITIONABLE));
    }

    private static Step liveness(Words words) {
        return Scene::watchProcesses;
    }

    private static Step window(Words words) {
        int bytes = words.number();
        return scene -> scene.use(scene.messaging()
                .withWindows(
                        bytes,
                        scene.messaging().topicWindow(),
                        Math.min(bytes / 2, scene.messaging().maxPayload())));
    }

    private static Step topicWindow(Words words) {
        int bytes = words.number();
        return scene -> scene.use(scene.messaging()
                .withWindows(
                        scene.messaging().window(), bytes, scene.messaging().maxPayload()));
    }

    private static Step delay(Words words) {
        long ns = words.durationNs();
        return network(now -> now.withDelay(ns / 2, ns));
    }

    private static Step loss(Words words) {
        int perMille = words.perMille();
        return network(now -> now.withLoss(perMille));
    }

    private static Step copies(Words words) {
        int perMille = words.perMille();
        return network(now -> now.withCopies(perMille));
    }

    private static Step linksBreakAfter(Words words) {
        long ns = words.durationNs();
        return network(now -> now.withBrokenAfter(ns));
    }

    private static Step network(Function<NetworkConditions, NetworkConditions> change) {
        return scene ->
                scene.network().changeConditions(change.apply(scene.network().conditions()));
    }
}
