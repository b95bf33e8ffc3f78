/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.cli.Main;
import io.viewbus.gateway.Gateway;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts member JVMs from the same Java and the same jar as this process. */
final class MemberLauncher {

    /** For a small process that is there quickly. */
    private static final List<String> SMALL =
            List.of("-Xmx128m", "-XX:MaxDirectMemorySize=512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private static final String DIRECTORY = "viewbus.dir";

    private final DemoPlan plan;
    private final ProcessBuilder.Redirect errors;
    private final List<String> moreOptions;

    /**
     * Makes a launcher.
     *
     * @param plan the cluster that members join
     * @param showErrors whether standard error of members is shown as ours
     * @param moreOptions words for the command lines of all
     */
    MemberLauncher(DemoPlan plan, boolean showErrors, List<String> moreOptions) {
        this.plan = plan;
        this.moreOptions = List.copyOf(moreOptions);
        this.errors = showErrors ? ProcessBuilder.Redirect.INHERIT : ProcessBuilder.Redirect.DISCARD;
    }

    /**
     * Starts a member.
     *
     * @param name its name
     * @param founds whether it founds the cluster; everybody else waits to be let in, however long that takes
     */
    Process launch(String name, boolean founds) throws IOException {
        return new ProcessBuilder(commandLine(name, founds))
                .redirectError(errors)
                .start();
    }

    List<String> commandLine(String name, boolean founds) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(SMALL);
        words.addAll(directory());
        words.addAll(program());
        words.addAll(List.of(DemoMemberCommand.NAME, "--member", name, "--rate", Integer.toString(plan.rate())));
        words.addAll(List.of("--cluster", plan.cluster(), "--address", plan.address()));
        if (name.equals(plan.host())) {
            words.addAll(List.of("--http", "127.0.0.1:" + Gateway.DEFAULT_PORT));
        }
        if (!founds) {
            // On a busy machine it may not hear the cluster for a second, and would found another one.
            words.addAll(
                    List.of("--expected-size", Integer.toString(plan.members().size())));
        }
        words.addAll(moreOptions);
        return words;
    }

    /** Members keep their buffers where this process was told to. */
    private static List<String> directory() {
        String directory = System.getProperty(DIRECTORY);
        return directory == null ? List.of() : List.of("-D" + DIRECTORY + "=" + directory);
    }

    /** The jar, or the class path when it runs from an IDE. */
    private static List<String> program() {
        File code = ourCode();
        return code.isFile()
                ? List.of("-jar", code.toString())
                : List.of(
                        "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
    }

    private static File ourCode() {
        try {
            return new File(Main.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
