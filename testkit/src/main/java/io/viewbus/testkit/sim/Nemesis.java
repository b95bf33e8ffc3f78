/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.testkit.check.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * Does harm as the schedule says. Never kills a member when that could take the quorum of a view for good: a cluster
 * without disks cannot come back from that, and need not.
 */
final class Nemesis {

    private final Stage stage;
    private final List<Integer> struck = new ArrayList<>();

    Nemesis(Stage stage) {
        this.stage = stage;
    }

    /** Schedules all that is to come. */
    void start(List<Episode> episodes) {
        for (Episode episode : episodes) {
            stage.cluster().time().after(episode.atNs(), () -> {
                if (stage.isOpen() && stage.cluster().latest() != null) {
                    strike(episode);
                }
            });
        }
    }

    /** Returns the numbers of the episodes that did something. */
    List<Integer> struck() {
        return List.copyOf(struck);
    }

    private void strike(Episode episode) {
        Scene scene = new Scene(stage, episode);
        if (episode.kind().isTrouble()) {
            stage.log().enter(Phase.TROUBLED);
        }
        if (episode.kind().fault().strike(scene)) {
            struck.add(episode.number());
            stage.log().headline("fault " + episode.number() + " " + episode.kind() + scene.story());
        }
    }
}
