/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.member.Sighting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the members of a round told of views, and whether those that went on together delivered the same. */
final class ChangeLog {

    private final Map<Integer, List<Sighting>> byMember = new LinkedHashMap<>();
    private final Map<String, Map<Integer, Sighting>> byTransition = new LinkedHashMap<>();
    private int differing;

    void add(int member, Sighting sighting) {
        byMember.computeIfAbsent(member, first -> new ArrayList<>()).add(sighting);
        if (sighting.from().equals("none")) {
            return;
        }
        Map<Integer, Sighting> others =
                byTransition.computeIfAbsent(sighting.from() + " to " + sighting.to(), first -> new LinkedHashMap<>());
        if (others.values().stream().anyMatch(other -> isDifferent(other, sighting))) {
            differing++;
        }
        others.put(member, sighting);
    }

    private static boolean isDifferent(Sighting one, Sighting other) {
        return one.delivered() != other.delivered() || one.digest() != other.digest();
    }

    /** How often members did not agree on what was delivered in a view. */
    int differing() {
        return differing;
    }

    /** What they said who did not agree, for people. */
    String differences() {
        StringBuilder text = new StringBuilder();
        byTransition.forEach((transition, sightings) -> {
            long distinct = sightings.values().stream()
                    .map(sighting -> sighting.delivered() + "/" + Long.toHexString(sighting.digest()))
                    .distinct()
                    .count();
            if (distinct > 1) {
                text.append(System.lineSeparator())
                        .append("    view ")
                        .append(transition)
                        .append(':');
                sightings.forEach((member, sighting) -> text.append(" member ")
                        .append(member)
                        .append(" delivered ")
                        .append(sighting.delivered())
                        .append(" with digest ")
                        .append(Long.toHexString(sighting.digest())));
            }
        });
        return text.toString();
    }

    /** Returns the place in what a member told until now. */
    int mark(int member) {
        return byMember.getOrDefault(member, List.of()).size();
    }

    /** Returns what a member told since a mark. */
    List<Sighting> since(int member, int mark) {
        List<Sighting> told = byMember.getOrDefault(member, List.of());
        return told.subList(Math.min(mark, told.size()), told.size());
    }

    /** Returns the latest that a member told, which tells whether it is the first of the view. */
    boolean isCoordinator(int member) {
        List<Sighting> told = byMember.getOrDefault(member, List.of());
        return !told.isEmpty() && told.get(told.size() - 1).isCoordinator();
    }
}
