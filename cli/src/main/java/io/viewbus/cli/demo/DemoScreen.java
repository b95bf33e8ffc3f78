/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/** What people look at while the demo runs. */
@FunctionalInterface
interface DemoScreen {

    /** No picture: events are printed as they come. */
    DemoScreen NONE = () -> {};

    /** Leaves the last picture standing. */
    void close();
}
