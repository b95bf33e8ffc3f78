/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** One run of one member on the {@link Board}, whose monitor guards it. Takes the reports of that run. */
final class BoardEntry implements MemberReports {

    private final Board board;
    private final String name;
    private MemberState state = MemberState.STARTING;
    private @Nullable InstalledView view;
    private Progress progress = Progress.NONE;
    private long installs;
    private @Nullable String complaint;

    /**
     * What there is to show of a member.
     *
     * @param name its name
     * @param state its life
     * @param view the id of its view, or "-"
     * @param installs how many views it installed
     * @param progress how it is doing
     */
    record Snapshot(String name, MemberState state, String view, long installs, Progress progress) {}

    BoardEntry(Board board, String name) {
        this.board = board;
        this.name = name;
    }

    // ---- from the member --------------------------------------------------------------------------------------------

    @Override
    public void installed(InstalledView installed) {
        board.update(() -> {
            view = installed;
            installs++;
            if (state == MemberState.STARTING) {
                state = MemberState.ACTIVE;
            }
            board.onInstalled(installed);
        });
    }

    @Override
    public void ended(EndedView ended) {
        board.update(() -> board.onEnded(name, ended));
    }

    @Override
    public void dashboard(String uri) {
        board.update(() -> board.onDashboard(uri));
    }

    @Override
    public void progress(Progress newProgress) {
        board.update(() -> progress = newProgress);
    }

    @Override
    public void lost(String sentence) {
        board.update(() -> complaint = sentence);
    }

    /** Its process ended: because the script wanted it, or something is wrong. */
    void exited(int code) {
        board.update(() -> {
            progress = Progress.NONE;
            if (state == MemberState.LEAVING && code == 0) {
                state = MemberState.LEFT;
            } else if (state != MemberState.KILLED) {
                board.fail(name + " ended" + (complaint == null ? " with exit code " + code : ": " + complaint));
            }
        });
    }

    // ---- for the script, under the board's monitor ------------------------------------------------------------------

    void become(MemberState next) {
        state = next;
    }

    boolean hasLeft() {
        return state == MemberState.LEFT;
    }

    /** Tells whether it is in a view of exactly these members. */
    boolean isInViewOf(Collection<String> names) {
        InstalledView current = view;
        return current != null
                && current.members().size() == names.size()
                && current.members().containsAll(names);
    }

    /** Tells whether it delivered so many messages in its current view. */
    boolean hasDelivered(long messages) {
        InstalledView current = view;
        return current != null && progress.view().equals(current.id()) && progress.deliveredInView() >= messages;
    }

    Snapshot snapshot() {
        return new Snapshot(name, state, view == null ? "-" : view.id(), installs, progress);
    }
}
