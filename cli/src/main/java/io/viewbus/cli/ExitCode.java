/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.LinkedHashMap;
import java.util.Map;

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
    static final Map<String, String> DESCRIPTIONS = descriptions();

    private ExitCode() {}

    private static Map<String, String> descriptions() {
        Map<String, String> byCode = new LinkedHashMap<>();
        byCode.put("0", "it worked");
        byCode.put("1", "it failed");
        byCode.put("2", "it was called wrongly, or nobody answered");
        byCode.put("3", "the cluster was lost: excluded from it, or no quorum");
        byCode.put("130", "left after an interrupt (Ctrl-C); 143 after SIGTERM");
        return byCode;
    }
}
