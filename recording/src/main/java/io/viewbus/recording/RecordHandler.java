/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.spi.trace.Trace;
import io.viewbus.view.Member;
import io.viewbus.view.ViewId;
import java.util.List;

/** Takes what stands in a recording besides what the member traced. All methods do nothing by default. */
public interface RecordHandler {

    /**
     * The next call, of this handler or of the trace, is about this record. Called before each.
     *
     * @param index its number, from 0
     * @param atNs when it happened, in nanoseconds of the wall clock of the recording machine since 1970; grows evenly
     */
    default void at(long index, long atNs) {}

    /**
     * Where the member stands at the install that follows.
     *
     * @param standing what was told before
     */
    default void standing(Standing standing) {}

    /**
     * A change of a topic, told again because it came before the install that it belongs to.
     *
     * @param topic as in {@link Trace#topicView}
     * @param counter as there
     * @param change as there
     * @param members as there
     */
    default void topicViewAgain(int topic, long counter, long change, List<Member> members) {}

    /**
     * The topics of a view, told again because they came before the install that they belong to.
     *
     * @param view as in {@link Trace#topicTable}
     * @param hash as there
     */
    default void topicTableAgain(ViewId view, long hash) {}

    /**
     * Some records are not there because there was no room for them when they were made.
     *
     * @param count how many
     */
    default void gap(long count) {}

    /** The recording was closed; the last call. */
    default void end() {}
}
