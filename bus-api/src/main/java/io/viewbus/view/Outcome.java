/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

/** What became of an operation that failed. */
public enum Outcome {
    /** Nothing was sent: repeating it cannot make it happen twice. */
    NOT_SENT,
    /** It may or may not have happened at other members. */
    UNKNOWN
}
