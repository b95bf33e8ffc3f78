/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.Map;
import java.util.TreeMap;

/** What the exit codes of {@code viewbus} mean. */
public final class ExitCode {

    /** It worked. */
    public static final int OK = 0;
    /** It failed. */
    public static final int FAILED = 1;
    /** It was called in a way that cannot work, or nobody answered. */
    public static final int USAGE = 2;
    /** The cluster was lost. */
    public static final int LOST = 3;

    /** By code; a signal adds its number to 128. */
    static final Map<String, String> DESCRIPTIONS = new TreeMap<>(Map.of(
            "0", "it worked",
            "1", "it failed",
            "2", "it was called wrongly, or nobody answered",
            "3", "the cluster was lost: excluded from it, or no quorum",
            "130", "left after an interrupt (Ctrl-C); 143 after SIGTERM"));

    private ExitCode() {}
}
