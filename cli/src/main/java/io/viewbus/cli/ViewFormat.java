/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import io.viewbus.view.Member;
import io.viewbus.view.View;
import java.io.PrintWriter;
import java.util.List;

/** How a view of the cluster is printed. */
@FunctionalInterface
interface ViewFormat {

    /** One line for people. */
    ViewFormat VIEW = (view, out) ->
            line(out, "view " + view.id() + " regular " + Names.of(view.members(), view.joined(), view.left()));

    /** One object for programs. */
    ViewFormat JSON_VIEW = (view, out) -> line(
            out,
            new JsonObject()
                    .put("view", view.id().counter())
                    .put("kind", "regular")
                    .put("coordinator", view.coordinator().name())
                    .put("members", names(view.members()))
                    .put("joined", names(view.joined()))
                    .put("left", names(view.left()))
                    .toString());

    /** One line per member. */
    ViewFormat MEMBERS = (view, out) -> {
        for (Member member : view.members()) {
            line(out, view.rankOf(member) + " " + member.name() + " " + member.incarnation());
        }
    };

    /** One object per member. */
    ViewFormat JSON_MEMBERS = (view, out) -> {
        for (Member member : view.members()) {
            line(out, json(view, member));
        }
    };

    /** Writes whole lines. */
    void write(View view, PrintWriter out);

    private static String json(View view, Member member) {
        return new JsonObject()
                .put("rank", view.rankOf(member))
                .put("name", member.name())
                .put("incarnation", member.incarnation().toString())
                .put("coordinator", view.coordinator().equals(member))
                .put("view", view.id().counter())
                .toString();
    }

    private static List<String> names(List<Member> members) {
        return members.stream().map(Member::name).toList();
    }

    /** The same end of line on every system. */
    private static void line(PrintWriter out, String text) {
        out.print(text + "\n");
        out.flush();
    }
}
