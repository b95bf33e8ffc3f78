/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

/** The demo did not show what it promises. */
final class DemoFailure extends Exception {

    private static final long serialVersionUID = 1L;

    DemoFailure(String why) {
        super(why);
    }
}
