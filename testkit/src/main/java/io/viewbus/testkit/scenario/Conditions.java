/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.scenario;

import io.viewbus.core.wire.DataHeader;
import io.viewbus.view.ClusterException;
import io.viewbus.view.Member;
import io.viewbus.view.PrimaryState;
import io.viewbus.view.View;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what follows "expect" and "until". */
final class Conditions {

    /** Conditions that begin with a word of their own. */
    private static final Map<String, Function<Words, Condition>> LEADING = new TreeMap<>(Map.of(
            "view", Conditions::view,
            "views", Conditions::views,
            "primary", Conditions::primary,
            "group", Conditions::group,
            "same", SameDeliveries::parse,
            "error", Conditions::error,
            "not", Conditions::not));

    /** Conditions that begin with names of members, by the word that follows these. */
    private static final Map<String, Parser> FOLLOWING = new TreeMap<>();

    static {
        FOLLOWING.put("got", (words, names) -> mail(words, names, "got"));
        FOLLOWING.put("sent", (words, names) -> mail(words, names, "sent"));
        FOLLOWING.put("delivered", Conditions::delivered);
        FOLLOWING.put("holds", Conditions::holds);
        FOLLOWING.put("keeps", Conditions::keeps);
        FOLLOWING.put("waits", Conditions::waits);
        FOLLOWING.put("has", Conditions::has);
        FOLLOWING.put("suspects", Conditions::suspects);
        for (String done : List.of("accepted", "promised", "decided")) {
            FOLLOWING.put(done, (words, names) -> noted(names, done));
        }
        FOLLOWING.put(
                "excluded",
                (words, names) ->
                        fate(names, (scene, name) -> scene.journal(name).isExcluded()));
        FOLLOWING.put(
                "left",
                (words, names) ->
                        fate(names, (scene, name) -> scene.journal(name).hasLeft()));
        FOLLOWING.put(
                "running",
                (words, names) ->
                        fate(names, (scene, name) -> !scene.member(name).isOver()));
        FOLLOWING.put(
                "crashed",
                (words, names) ->
                        fate(names, (scene, name) -> scene.member(name).hasCrashed()));
        FOLLOWING.put("refused", (words, names) -> ended(names, ClusterException.JoinFailed.class));
        FOLLOWING.put("failed", (words, names) -> ended(names, ClusterException.Failed.class));
    }

    private Conditions() {}

    static List<String> words() {
        List<String> all = new java.util.ArrayList<>(LEADING.keySet());
        all.addAll(FOLLOWING.keySet());
        return all;
    }

    static Condition parse(Words words) {
        Function<Words, Condition> leading = LEADING.get(words.peek());
        if (leading != null) {
            words.take("a condition");
            return leading.apply(words);
        }
        List<String> names = words.names(FOLLOWING.keySet().toArray(new String[0]));
        Parser following = FOLLOWING.get(words.take("what is expected of " + names));
        if (following == null) {
            throw words.error("this is no condition");
        }
        return following.parse(words, names);
    }

    private static Condition not(Words words) {
        Condition inner = parse(words);
        return scene -> inner.unmet(scene) == null ? "it is so" : null;
    }

    static String names(@Nullable View view) {
        return view == null ? "no view" : "view " + view.id().counter() + " of " + names(view.members());
    }

    static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    private static Condition view(Words words) {
        List<String> wanted = words.names("at");
        words.require("at");
        List<String> where = words.names("within");
        return all(where, (scene, name) -> {
            View view = scene.member(name).view();
            return view != null && names(view.members()).equals(wanted) ? null : "has " + names(view);
        });
    }

    private static Condition views(Words words) {
        words.require("at");
        List<String> where = words.names("<=", ">=", "0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        return number(
                where, Amount.take(words), (scene, name) -> scene.journal(name).viewCount());
    }

    private static Condition primary(Words words) {
        words.require("at");
        return all(words.names("within"), (scene, name) -> {
            PrimaryState state = scene.journal(name).primary();
            return state == PrimaryState.PRIMARY ? null : "is " + state;
        });
    }

    private static Condition group(Words words) {
        List<String> wanted = words.names("of");
        words.require("of");
        List<String> topics = words.topics();
        words.require("at");
        return all(
                words.names("within"),
                (scene, name) -> topics.stream()
                        .filter(topic -> !wanted.equals(group(scene, name, topic)))
                        .map(topic -> "has " + group(scene, name, topic) + " in " + topic)
                        .findFirst()
                        .orElse(null));
    }

    /** Returns who is in a topic as a member knows it; nobody if it is not in it itself. */
    private static List<String> group(Scene scene, String name, String topic) {
        List<Member> group = scene.member(name).user().group(DataHeader.topicIdOf(topic));
        return group == null ? List.of() : names(group);
    }

    private static Condition error(Words words) {
        words.require("at");
        String name = words.name();
        String text = words.rest();
        return scene -> {
            List<String> errors = scene.member(name).user().errors();
            String all = errors + " and " + scene.member(name).cause();
            return all.contains(text) ? null : "errors at " + name + " are " + all;
        };
    }

    private static Condition mail(Words words, List<String> names, String verb) {
        Amount amount = Amount.takeIfAny(words);
        MessageType type = MessageType.take(words);
        String from = words.takeIf("from") ? words.name() : null;
        return number(names, amount, (scene, name) -> scene.mail().count(verb, type, name, from));
    }

    private static Condition delivered(Words words, List<String> names) {
        Amount amount = Amount.take(words);
        String from = words.takeIf("from") ? words.name() : null;
        Integer topic = words.takeIf("of") ? DataHeader.topicIdOf(words.name()) : null;
        boolean late = words.takeIf("transitionally");
        List<String> view = words.takeIf("in") ? viewNames(words) : null;
        ToLongFunction<Journal> count = journal -> journal.deliveries().stream()
                .filter(entry -> from == null || entry.sender().equals(from))
                .filter(entry -> topic == null || entry.topic() == topic)
                .filter(entry -> !late || entry.transitional())
                .filter(entry -> view == null || names(entry.view().members()).equals(view))
                .count();
        return number(names, amount, (scene, name) -> count.applyAsLong(scene.journal(name)));
    }

    static List<String> viewNames(Words words) {
        words.require("view");
        return words.names("within");
    }

    private static Condition holds(Words words, List<String> names) {
        Amount amount = Amount.take(words);
        words.require("of");
        String sender = words.name();
        return number(
                names,
                amount,
                (scene, name) -> scene.journal(name)
                        .messagesReceived(scene.member(sender).self().incarnation(), scene.journal(sender)));
    }

    private static Condition keeps(Words words, List<String> names) {
        Amount amount = Amount.take(words);
        return number(
                names,
                amount,
                (scene, name) -> scene.member(name).user().messaging().retained());
    }

    private static Condition waits(Words words, List<String> names) {
        words.require("with");
        Amount amount = Amount.take(words);
        return number(names, amount, (scene, name) -> scene.member(name).user().unsent());
    }

    private static Condition has(Words words, List<String> names) {
        if (words.takeIf("met")) {
            words.require("a");
            words.require("rival");
            return fate(names, (scene, name) -> scene.member(name).hasMetRival());
        }
        Amount amount = Amount.take(words);
        words.require("refused");
        return number(names, amount, (scene, name) -> scene.member(name).user().refusals());
    }

    private static Condition suspects(Words words, List<String> names) {
        return noted(names, "suspects " + words.name());
    }

    private static Condition noted(List<String> names, String what) {
        return number(names, Amount.ANY, (scene, name) -> scene.journal(name).count(what));
    }

    private static Condition fate(List<String> names, Fate fate) {
        return all(names, (scene, name) -> fate.is(scene, name) ? null : "is not");
    }

    private static Condition ended(List<String> names, Class<?> how) {
        return fate(names, (scene, name) -> how.isInstance(scene.member(name).cause()));
    }

    private static Condition number(List<String> names, Amount amount, Value value) {
        return all(names, (scene, name) -> {
            long actual = value.at(scene, name);
            return amount.fits(actual) ? null : "has " + actual;
        });
    }

    /** It must be so at each of the names; all exceptions are told. */
    private static Condition all(List<String> names, Finding finding) {
        return scene -> {
            String unmet = names.stream()
                    .filter(name -> finding.at(scene, name) != null)
                    .map(name -> name + " " + finding.at(scene, name))
                    .collect(Collectors.joining(", "));
            return unmet.isEmpty() ? null : unmet;
        };
    }

    @FunctionalInterface
    private interface Parser {
        Condition parse(Words words, List<String> names);
    }

    @FunctionalInterface
    private interface Fate {
        boolean is(Scene scene, String name);
    }

    @FunctionalInterface
    private interface Value {
        long at(Scene scene, String name);
    }

    @FunctionalInterface
    private interface Finding {
        @Nullable
        String at(Scene scene, String name);
    }
}
