/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import static io.viewbus.testkit.scenario.Scene.MS;

import io.viewbus.Order;
import io.viewbus.core.PublishOptions;
import io.viewbus.view.PartitionPolicy;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a scenario. */
final class Verbs {

    private static final long PATIENCE_NS = 20_000 * MS;
    private static final int USUAL_BYTES = 100;

    /** Lines that begin with a verb. */
    private static final Map<String, Function<Words, Step>> LEADING = new TreeMap<>();

    /** Lines that begin with names of members, by the verb that follows these. */
    private static final Map<String, Following> FOLLOWING = new TreeMap<>();

    static {
        LEADING.put("set", Settings::parse);
        LEADING.put("members", Verbs::members);
        LEADING.put("start", Verbs::start);
        LEADING.put("subscribe", words -> subscription(words, "to"));
        LEADING.put("unsubscribe", words -> subscription(words, "from"));
        LEADING.put("leave", words -> each(words, ScenarioMember::leave));
        LEADING.put("crash", words -> each(words, ScenarioMember::crash));
        LEADING.put("resume", words -> each(words, ScenarioMember::resume));
        LEADING.put("pause", Verbs::pause);
        LEADING.put("jump", Verbs::jump);
        LEADING.put("deceive", Verbs::deceive);
        LEADING.put("wait", Verbs::await);
        LEADING.put("until", Verbs::until);
        LEADING.put("expect", Verbs::expect);
        LEADING.put("count", Verbs::count);
        LEADING.put("stop", Verbs::stop);
        LEADING.putAll(NetworkVerbs.ALL);
        FOLLOWING.put("sends", Verbs::sends);
        FOLLOWING.put("reads", (words, names) -> reading(words, names, true));
        FOLLOWING.put("stops", (words, names) -> reading(words, names, false));
    }

    private Verbs() {}

    static List<String> words() {
        List<String> all = new ArrayList<>(LEADING.keySet());
        all.addAll(FOLLOWING.keySet());
        all.addAll(List.of("repeat", "when"));
        return all;
    }

    /** Reads a line, which may end with the message that it waits for. */
    static Step parse(Words words) {
        Words moment = words.splitAt("when");
        Words action = words.before("when");
        Step step = parseAction(action);
        action.requireEnd();
        return at(words.place(), moment == null ? step : armed(moment, step));
    }

    private static Step parseAction(Words words) {
        Function<Words, Step> leading = LEADING.get(words.peek());
        if (leading != null) {
            words.take("a verb");
            return leading.apply(words);
        }
        String first = words.peek();
        List<String> names = words.names(FOLLOWING.keySet().toArray(new String[0]));
        Following following = words.hasMore() ? FOLLOWING.get(words.take("a verb")) : null;
        if (following == null) {
            throw words.error("\"" + first + "\" is no verb, and no verb follows");
        }
        return following.parse(words, names);
    }

    /** Says where in the file a step failed. */
    private static Step at(String place, Step step) {
        return scene -> {
            try {
                step.run(scene);
            } catch (IllegalStateException e) {
                throw new ScenarioException(place, e.getMessage() + "");
            }
        };
    }

    private static Step armed(Words words, Step step) {
        String who = words.name();
        boolean received = words.takeIf("gets");
        if (!received) {
            words.require("sends");
        }
        MessageType type = MessageType.take(words);
        String from = !received ? who : words.takeIf("from") ? words.name() : null;
        words.requireEnd();
        return scene -> scene.mail()
                .arm(new Mail.Trap(words.place(), type, from, received ? who : null, () -> step.run(scene)));
    }

    private static Step members(Words words) {
        List<String> names = words.names();
        return scene -> {
            for (int i = 0; i < names.size(); i++) {
                scene.start(names.get(i));
                List<String> sofar = names.subList(0, i + 1);
                String line = "view " + String.join(" ", sofar) + " at " + String.join(" ", sofar);
                await(scene, Conditions.parse(new Words("", line)), PATIENCE_NS);
            }
            scene.countFromHere();
        };
    }

    private static Step start(Words words) {
        List<String> names = words.names("in", "apart", "as", "named", "running");
        if (words.takeIf("in")) {
            String cluster = words.take("a cluster");
            return scene -> names.forEach(name -> scene.startIn(cluster, name));
        }
        if (words.takeIf("running")) {
            PartitionPolicy policy = oneOf(PartitionPolicy.class, "a partition policy", words);
            return scene -> names.forEach(name -> scene.startRunning(policy, name));
        }
        if (words.takeIf("as")) {
            String original = words.name();
            return scene -> names.forEach(name -> scene.startCopy(name, original));
        }
        if (words.takeIf("named")) {
            String taken = words.name();
            return scene -> names.forEach(name -> scene.startNamed(name, taken));
        }
        return words.takeIf("apart") ? scene -> names.forEach(scene::startApart) : scene -> names.forEach(scene::start);
    }

    private static Step subscription(Words words, String preposition) {
        boolean join = preposition.equals("to");
        List<String> names = words.names(preposition);
        words.require(preposition);
        List<String> topics = words.topics();
        Order order = join ? oneOf(Order.class, "an order", words) : Order.TOTAL;
        boolean patient = !words.takeIf("without");
        if (!patient) {
            words.require("waiting");
        }
        return scene -> {
            names.forEach(name -> topics.forEach(topic -> change(scene.member(name), topic, join ? order : null)));
            if (patient) {
                await(scene, now -> unanswered(now, names), PATIENCE_NS);
                scene.countFromHere();
            }
        };
    }

    private static void change(ScenarioMember member, String topic, @Nullable Order order) {
        if (order == null) {
            member.user().leave(topic);
        } else {
            member.user().join(topic, order);
        }
        member.act();
    }

    private static boolean isOrder(String word) {
        return Arrays.stream(Order.values())
                .anyMatch(order -> order.name().toLowerCase(Locale.ROOT).equals(word));
    }

    private static <E extends Enum<E>> E oneOf(Class<E> type, String what, Words words) {
        String word = words.take(what);
        return Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(word))
                .findAny()
                .orElseThrow(() -> words.error("\"" + word + "\" is not " + what));
    }

    private static @Nullable String unanswered(Scene scene, List<String> names) {
        for (String name : names) {
            if (!scene.member(name).user().isIdle()) {
                return name + " waits for " + scene.member(name).user().questions();
            }
        }
        return null;
    }

    private static Step each(Words words, java.util.function.Consumer<ScenarioMember> action) {
        List<String> names = words.names();
        return scene -> names.forEach(name -> action.accept(scene.member(name)));
    }

    private static Step pause(Words words) {
        List<String> names = words.names("for", "alone");
        boolean withDriver = !words.takeIf("alone");
        long ns = words.takeIf("for") ? words.durationNs() : 0;
        return scene -> names.forEach(name -> {
            ScenarioMember member = scene.member(name);
            member.pause(withDriver);
            if (ns > 0) {
                scene.after(ns, member::resume);
            }
        });
    }

    private static Step jump(Words words) {
        List<String> names = words.names("by");
        words.require("by");
        long ns = words.durationNs();
        return scene -> names.forEach(name -> scene.member(name).clock().jump(ns));
    }

    private static Step deceive(Words words) {
        List<String> names = words.names("about");
        words.require("about");
        List<String> victims = words.names();
        return scene -> names.forEach(
                name -> victims.forEach(victim -> scene.member(name).deceive(scene.member(victim))));
    }

    private static Step sends(Words words, List<String> names) {
        int count = words.number();
        Order named = isOrder(words.peek()) ? oneOf(Order.class, "an order", words) : null;
        boolean forView = words.takeIf("in");
        if (forView) {
            words.require("view");
        }
        words.require("to");
        List<String> topics = words.topics();
        int bytes = words.takeIf("of") ? words.number() : USUAL_BYTES;
        return scene -> names.forEach(name -> {
            ScenarioMember member = scene.member(name);
            PublishOptions options = (forView ? inViewOf(member) : PublishOptions.NONE).withOrder(named);
            topics.forEach(topic -> member.user().send(topic, count, bytes, options));
            member.act();
        });
    }

    private static PublishOptions inViewOf(ScenarioMember member) {
        View view = member.view();
        if (view == null) {
            throw new IllegalStateException(member.name() + " has no view");
        }
        return PublishOptions.NONE.withInView(view.id().counter());
    }

    private static Step reading(Words words, List<String> names, boolean now) {
        words.require(now ? "again" : "reading");
        return scene -> names.forEach(name -> {
            scene.member(name).user().read(now);
            scene.member(name).act();
        });
    }

    private static Step await(Words words) {
        long ns = words.durationNs();
        return scene -> scene.advance(ns);
    }

    private static Step until(Words words) {
        Condition condition = Conditions.parse(words);
        long ns = words.takeIf("within") ? words.durationNs() : PATIENCE_NS;
        return scene -> await(scene, condition, ns);
    }

    private static void await(Scene scene, Condition condition, long patienceNs) {
        long endNs = scene.elapsedNs() + patienceNs;
        while (condition.unmet(scene) != null) {
            if (scene.elapsedNs() >= endNs) {
                throw new IllegalStateException("in vain: " + condition.unmet(scene) + " (" + scene.describe() + ")");
            }
            scene.advance(MS / 2);
        }
    }

    private static Step expect(Words words) {
        String line = words.toString();
        Condition condition = Conditions.parse(words);
        return scene -> {
            String unmet = condition.unmet(scene);
            if (unmet != null) {
                throw new IllegalStateException(line + ": " + unmet + " (" + scene.describe() + ")");
            }
        };
    }

    private static Step count(Words words) {
        words.require("from");
        words.require("here");
        return Scene::countFromHere;
    }

    private static Step stop(Words words) {
        words.require("here");
        return Scene::stopHere;
    }

    @FunctionalInterface
    private interface Following {
        Step parse(Words words, List<String> names);
    }
}
