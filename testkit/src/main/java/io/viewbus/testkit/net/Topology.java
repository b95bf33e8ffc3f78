/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import java.util.Collection;
import java.util.TreeSet;

/** Which machine's frames reach which. Machines go by the names of the members on them, so a cut outlives a restart. */
final class Topology {

    private final TreeSet<String> cuts = new TreeSet<>();

    void cut(String from, String to) {
        cuts.add(key(from, to));
    }

    void restore(String from, String to) {
        cuts.remove(key(from, to));
    }

    /** Cuts both directions between every two machines of different sides. */
    void partition(Collection<? extends Collection<String>> sides) {
        for (Collection<String> side : sides) {
            for (Collection<String> other : sides) {
                if (side != other) {
                    cutAll(side, other);
                }
            }
        }
    }

    void heal() {
        cuts.clear();
    }

    boolean isCut(String from, String to) {
        return cuts.contains(key(from, to));
    }

    boolean isWhole() {
        return cuts.isEmpty();
    }

    private void cutAll(Collection<String> fromSide, Collection<String> toSide) {
        for (String from : fromSide) {
            for (String to : toSide) {
                cut(from, to);
            }
        }
    }

    private static String key(String from, String to) {
        return from + '>' + to;
    }
}
