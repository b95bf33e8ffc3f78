/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.membership.runtime.ViewStream;
import io.viewbus.testkit.time.SimRandom;
import io.viewbus.view.ClusterException;
import io.viewbus.view.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The part of a program that reads the views of its member, from the stream that real programs subscribe to: one reader from the
 * start to the end, others that come late and go early. All ask for one view at a time.
 */
final class ViewReaders {

    /** How often out of 1000 a latecomer comes or goes, and how often a reader asks. */
    private static final int COMES_OR_GOES = 100;

    private static final int ASKS = 400;

    private final SimRandom random;
    private final Consumer<String> onMistake;
    private final ViewStream stream = new ViewStream(this::wake);
    private final List<View> installed = new ArrayList<>();
    private final ViewReader first;
    private @Nullable ViewReader late;
    private boolean awake;

    ViewReaders(SimRandom random, Consumer<String> onMistake) {
        this.random = random;
        this.onMistake = onMistake;
        first = subscribe();
    }

    private void wake() {
        awake = true;
    }

    private ViewReader subscribe() {
        ViewReader reader = new ViewReader(installed, onMistake);
        stream.subscribe(reader);
        return reader;
    }

    /** Takes a view from the agent. */
    void installed(View view) {
        installed.add(view);
        stream.offer(view);
    }

    /** Does what the delivery thread does when it is woken. Called after each turn of the agent. */
    void drain() {
        if (awake) {
            awake = false;
            stream.drain();
        }
    }

    /** Does what a program may do at any time. Called now and then. */
    void act() {
        if (random.chance(ASKS)) {
            first.ask();
        }
        ViewReader present = late;
        if (present == null) {
            late = random.chance(COMES_OR_GOES) ? subscribe() : null;
        } else if (random.chance(COMES_OR_GOES)) {
            present.cancel();
            late = null;
        } else if (random.chance(ASKS)) {
            present.ask();
        }
    }

    /** The member has ended, and with it the stream: whoever asks is told all views, and then of the end. */
    void end(@Nullable ClusterException cause) {
        stream.end(cause);
        drain();
        first.readToTheEnd(this::drain, cause);
        if (late != null) {
            late.readToTheEnd(this::drain, cause);
        }
    }
}
