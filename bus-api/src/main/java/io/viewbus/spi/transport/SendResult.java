/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

/** What became of a frame that was offered. A full transport is a result, not an error. */
public enum SendResult {
    /** Taken: it will be sent, and heard as far as the stream's promises go. */
    ACCEPTED,
    /** Not taken, for now: offer it again in a later duty cycle. */
    BACK_PRESSURED,
    /** Not taken, and never will be: the session is closed or broken. */
    CLOSED
}
