/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.net;

import java.util.List;

/** The two kinds of streams, which a network may treat differently. */
public enum Lane {
    /** The control stream. */
    CONTROL,
    /** The data stream. */
    DATA;

    /** Both of them. */
    public static final List<Lane> BOTH = List.of(values());
}
