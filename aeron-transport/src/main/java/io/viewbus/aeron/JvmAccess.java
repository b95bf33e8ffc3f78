/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.viewbus.view.ClusterException;
import org.agrona.DirectBuffer;

/**
 * Checks that Agrona's buffers may use the JVM's internals, which the JVM hides unless it is told otherwise. Loads no class
 * that needs the access.
 */
final class JvmAccess {

    private static final String INTERNALS = "jdk.internal.misc";

    private JvmAccess() {}

    static void require() {
        Module agrona = DirectBuffer.class.getModule();
        if (!Object.class.getModule().isExported(INTERNALS, agrona)) {
            throw new ClusterException.Environment(remedy(agrona), null);
        }
    }

    private static String remedy(Module agrona) {
        String target = agrona.isNamed() ? agrona.getName() : "ALL-UNNAMED";
        return "Agrona's buffers need access to the JVM's internals: start java with --add-exports java.base/"
                + INTERNALS + "=" + target + ", or start an executable jar whose manifest says Add-Exports: java.base/"
                + INTERNALS;
    }
}
