/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import picocli.CommandLine.IVersionProvider;

/** The version written into the jar by the build. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Main.class.getPackage().getImplementationVersion();
        return new String[] {"viewbus " + (version == null ? "development" : version)};
    }
}
