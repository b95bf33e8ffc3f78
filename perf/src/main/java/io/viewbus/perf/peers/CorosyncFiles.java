/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.MemberTask;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.agrona.IoUtil;

/** What the daemon and the client of a member need: the configuration, and the client compiled from its source. */
final class CorosyncFiles implements AutoCloseable {

    private static final String CLIENT = "corosync-member";
    private static final String SCRIPT = CLIENT + ".sh";
    private static final String SOURCE = CLIENT + ".c";

    private final Path directory =
            OwnedDirectory.claim(Path.of(System.getProperty("java.io.tmpdir")), "viewbus-perf-corosync-");

    /** Writes and compiles them, and returns the command that runs daemon and client. */
    List<String> prepare(MemberTask task) throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("corosync.conf"), CorosyncConfiguration.of(task));
        copy(SCRIPT);
        copy(SOURCE);
        compile();
        return CorosyncInstallation.inNamespaces(
                "sh",
                directory.resolve(SCRIPT).toString(),
                CorosyncConfiguration.name(task.index()),
                directory.toString(),
                task.place().cluster());
    }

    private void copy(String name) throws IOException {
        try (InputStream source = CorosyncFiles.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            Files.copy(source, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void compile() throws IOException, InterruptedException {
        Process compiler = CorosyncInstallation.command(
                        List.of("cc", "-O2", "-o", CLIENT, SOURCE, "-lcpg", "-lcorosync_common"))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (compiler.waitFor() != 0) {
            throw new IllegalStateException("the client of Corosync could not be compiled: " + said);
        }
    }

    @Override
    public void close() {
        IoUtil.delete(directory.toFile(), true);
    }
}
