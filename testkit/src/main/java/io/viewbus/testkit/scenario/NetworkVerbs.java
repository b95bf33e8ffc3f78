/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the lines that do something to the network. */
final class NetworkVerbs {

    static final Map<String, Function<Words, Step>> ALL = Map.of(
            "cut", NetworkVerbs::cut,
            "hold", NetworkVerbs::hold,
            "break", NetworkVerbs::breakLinks,
            "lose", NetworkVerbs::lose,
            "slow", NetworkVerbs::slow,
            "drop", NetworkVerbs::drop,
            "heal", NetworkVerbs::heal);

    private NetworkVerbs() {}

    private static Step cut(Words words) {
        Route route = Route.parse(words);
        return scene -> route.each(scene, (from, to) -> scene.network().cut(from, to, route.lanes()));
    }

    private static Step hold(Words words) {
        Route route = Route.parse(words);
        return scene -> route.each(scene, (from, to) -> scene.network().clog(from, to, route.lanes()));
    }

    private static Step breakLinks(Words words) {
        Route route = Route.parse(words);
        return scene -> route.each(scene, (from, to) -> scene.network().breakLinks(from, to, route.lanes(), true));
    }

    private static Step lose(Words words) {
        int perMille = words.perMille();
        Route route = Route.parse(words);
        return scene -> route.each(scene, (from, to) -> scene.network().lose(from, to, route.lanes(), perMille));
    }

    private static Step slow(Words words) {
        Route route = Route.parse(words, "by");
        words.require("by");
        long ns = words.durationNs();
        return scene -> route.each(scene, (from, to) -> scene.network().slow(from, to, route.lanes(), ns));
    }

    private static Step drop(Words words) {
        List<MessageType> types = types(words);
        Route route = Route.parse(words);
        return scene -> route.each(
                scene, (from, to) -> types.forEach(type -> scene.mail().lose(type, from, to)));
    }

    private static List<MessageType> types(Words words) {
        List<MessageType> types = new ArrayList<>();
        do {
            types.add(MessageType.take(words));
        } while (MessageType.isNext(words));
        return types;
    }

    /** Without a route it ends everything that was done to the network and to processes. */
    private static Step heal(Words words) {
        if (!words.hasMore()) {
            return Scene::healAll;
        }
        List<MessageType> types = MessageType.isNext(words) ? types(words) : List.of();
        Route route = Route.parse(words);
        return types.isEmpty()
                ? scene -> route.each(scene, (from, to) -> healOne(scene, route, from, to))
                : scene -> route.each(
                        scene,
                        (from, to) -> scene.mail()
                                .loseNoMore(loss -> types.contains(loss.type())
                                        && loss.from().equals(from)
                                        && loss.to().equals(to)));
    }

    private static void healOne(Scene scene, Route route, String from, String to) {
        scene.network().restore(from, to, route.lanes());
        scene.network().unclog(from, to, route.lanes());
        scene.network().slow(from, to, route.lanes(), 0);
        scene.network().lose(from, to, route.lanes(), 0);
        scene.mail().loseNoMore(loss -> loss.from().equals(from) && loss.to().equals(to));
    }
}
