/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A cluster of real processes of the built jar, at an address of its own; what still runs at the end is killed. */
final class TestCluster implements AutoCloseable {

    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final List<String> SMALL_JVM =
            List.of("-Xmx128m", "-XX:MaxDirectMemorySize=512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** With digits that are not those of ASCII: whoever formats a number must say how. */
    private static final List<String> FOREIGN_LANGUAGE = List.of("-Duser.language=ar", "-Duser.country=EG");

    private final String name =
            "it-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final String address = randomAddress();
    private final Path directory;
    private final List<Command> commands = new ArrayList<>();

    TestCluster(Path directory) {
        this.directory = directory;
    }

    private static String randomAddress() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "239.255." + random.nextInt(1, 255) + "." + (1 + 2 * random.nextInt(127)) + ":"
                + (30_000 + 2 * random.nextInt(1_000));
    }

    /** Starts a command in this cluster. */
    Command start(String... args) {
        List<String> words = new ArrayList<>(java());
        words.addAll(List.of(args));
        return startProcess(words);
    }

    /** Starts a command in a JVM that does not give it the access that the jar's manifest asks for. */
    Command startWithoutAccess(String... args) {
        List<String> words = new ArrayList<>(java());
        int jar = words.indexOf("-jar");
        words.set(jar, "-cp");
        words.add("io.viewbus.cli.Main");
        words.addAll(List.of(args));
        return startProcess(words);
    }

    /** Starts a subscriber with all events. */
    Command subscribe(String member, String topic) {
        return start("sub", topic, "--events", "--member", member);
    }

    /** Starts a shell script in which {@code $viewbus} is the command. */
    Command startShell(String script) {
        String viewbus = "viewbus() { '" + String.join("' '", java()) + "' \"$@\"; }; ";
        return startProcess(List.of("bash", "-c", viewbus + script));
    }

    private Command startProcess(List<String> words) {
        try {
            File out = directory.resolve(commands.size() + ".out").toFile();
            File err = directory.resolve(commands.size() + ".err").toFile();
            ProcessBuilder builder =
                    new ProcessBuilder(words).redirectOutput(out).redirectError(err);
            builder.environment().remove("JDK_JAVA_OPTIONS");
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().put("VIEWBUS_CLUSTER", name);
            builder.environment().put("VIEWBUS_ADDRESS", address);
            builder.environment().put("LC_ALL", "C");
            Command command = new Command(builder.start(), out.toPath(), err.toPath());
            commands.add(command);
            return command;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> java() {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(SMALL_JVM);
        words.addAll(FOREIGN_LANGUAGE);
        words.addAll(
                List.of("-jar", Path.of("target/viewbus.jar").toAbsolutePath().toString()));
        return words;
    }

    /** Returns what members of this cluster left in shared memory. */
    List<Path> leftovers() throws IOException {
        return directoriesNamed(name);
    }

    static List<Path> directoriesNamed(String part) throws IOException {
        try (Stream<Path> files = Files.list(SHARED_MEMORY)) {
            return files.filter(file -> file.getFileName().toString().contains(part))
                    .toList();
        }
    }

    @Override
    public void close() {
        commands.stream().filter(Command::isAlive).forEach(Command::kill);
    }
}
