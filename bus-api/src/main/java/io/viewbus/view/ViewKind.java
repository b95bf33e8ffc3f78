/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.view;

/** What a view means for its members. */
public enum ViewKind {
    /** Somebody came or went. */
    REGULAR,
    /** The same members as before: a change was begun and nobody had to go. */
    RESTORED,
    /** Parts of the cluster that had views of their own have become one again; see {@link View#components()}. */
    MERGED,
    /** A part of the cluster that goes on although it is no more than half of the expected size. */
    NO_QUORUM
}
