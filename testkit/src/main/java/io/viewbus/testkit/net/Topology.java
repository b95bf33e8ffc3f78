/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import java.util.Collection;
import java.util.TreeMap;

/** All wires between machines. */
final class Topology {

    private final TreeMap<String, TreeMap<String, Way>> wires = new TreeMap<>();

    Wire wire(String from, String to, Lane lane) {
        return wires.computeIfAbsent(from, name -> new TreeMap<>())
                .computeIfAbsent(to, name -> new Way(new Wire(), new Wire()))
                .wire(lane);
    }

    /** Cuts, or restores, both directions between every two machines of different sides. */
    void partition(Collection<? extends Collection<String>> sides, int change) {
        for (Collection<String> side : sides) {
            for (Collection<String> other : sides) {
                if (side != other) {
                    cutAll(side, other, change);
                }
            }
        }
    }

    void heal() {
        wires.values().forEach(ways -> ways.values().forEach(Way::heal));
    }

    boolean isPassable(String from, String to) {
        TreeMap<String, Way> ways = wires.get(from);
        Way way = ways == null ? null : ways.get(to);
        return way == null || way.isPassable();
    }

    boolean isWhole() {
        return wires.values().stream().allMatch(ways -> ways.values().stream().allMatch(Way::isPassable));
    }

    private void cutAll(Collection<String> fromSide, Collection<String> toSide, int change) {
        for (String from : fromSide) {
            for (String to : toSide) {
                for (Lane lane : Lane.BOTH) {
                    wire(from, to, lane).cut(change);
                }
            }
        }
    }

    /** Both kinds of streams from one machine to another. */
    private record Way(Wire control, Wire data) {

        Wire wire(Lane lane) {
            return lane == Lane.CONTROL ? control : data;
        }

        boolean isPassable() {
            return control.isPassable() && data.isPassable();
        }

        void heal() {
            control.heal();
            data.heal();
        }
    }
}
