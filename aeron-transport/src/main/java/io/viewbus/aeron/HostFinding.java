/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import java.util.Objects;

/**
 * What was found out about this machine.
 *
 * @param subject what was looked at, in one or two words
 * @param severity how bad it is
 * @param text what is so
 * @param remedy what to do about it; empty if nothing has to be done
 * @since 0.1
 */
public record HostFinding(String subject, Severity severity, String text, String remedy) {

    /** How bad a finding is. */
    public enum Severity {
        /** As it should be. */
        OK,
        /** Members run, but not as well as they could. */
        WARNING,
        /** No member can run, or none will meet another. */
        ERROR
    }

    /** Checks for null. */
    public HostFinding {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(remedy, "remedy");
    }

    static HostFinding ok(String subject, String text) {
        return new HostFinding(subject, Severity.OK, text, "");
    }

    static HostFinding warning(String subject, String text, String remedy) {
        return new HostFinding(subject, Severity.WARNING, text, remedy);
    }

    static HostFinding error(String subject, String text, String remedy) {
        return new HostFinding(subject, Severity.ERROR, text, remedy);
    }

    /** What the exception says is the finding and the remedy in one. */
    static HostFinding error(String subject, RuntimeException cause) {
        return error(subject, String.valueOf(cause.getMessage()), "");
    }
}
