/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.view.ClusterException;
import io.viewbus.view.View;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;

/**
 * One subscriber of the views of a member. What it may rely on (R4): it is told the view that its member has when it comes, then
 * each that follows and none twice, never more than it asked for, and at the end that it is the end.
 */
final class ViewReader implements CoreSubscriber<View> {

    private final List<View> installed;
    private final Consumer<String> onMistake;
    private @Nullable Subscription subscription;
    private int next;
    private long asked;
    private long told;
    private boolean over;
    private @Nullable Throwable cause;

    /**
     * Makes a reader that comes now.
     *
     * @param installed the views that its member installed, which grows
     * @param onMistake takes what was wrong
     */
    ViewReader(List<View> installed, Consumer<String> onMistake) {
        this.installed = installed;
        this.onMistake = onMistake;
        next = Math.max(0, installed.size() - 1);
    }

    /** Asks for one view, if it was told the last one that it asked for. */
    void ask() {
        if (told >= asked && !over) {
            asked++;
            subscription().request(1);
        }
    }

    /** Goes, and wants to be told nothing more. */
    void cancel() {
        over = true;
        subscription().cancel();
    }

    /** Asks for all that is left, one at a time. */
    void readToTheEnd(Runnable drain, @Nullable ClusterException expected) {
        for (int left = installed.size() - next; left > 0; left--) {
            ask();
            drain.run();
        }
        if (!over || next != installed.size() || !Objects.equals(cause, expected)) {
            onMistake.accept("was told " + next + " of " + installed.size() + " views of its member, and at the end "
                    + (over ? String.valueOf(cause) : "nothing"));
        }
    }

    private Subscription subscription() {
        return Objects.requireNonNull(subscription, "a stream gives a subscription first");
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
    }

    @Override
    public void onNext(View view) {
        told++;
        if (over) {
            onMistake.accept("was told " + view + " after the end");
        } else if (told > asked) {
            onMistake.accept("was told " + view + " and did not ask for it");
        } else if (next >= installed.size() || !installed.get(next).equals(view)) {
            onMistake.accept("was told " + view + " where view number " + (next + 1) + " of its member is due");
        }
        next++;
    }

    @Override
    public void onError(Throwable error) {
        over = true;
        cause = error;
    }

    @Override
    public void onComplete() {
        over = true;
    }
}
