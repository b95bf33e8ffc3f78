/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/viewbus} in a repository of its own, on machines that lack something. Java and Maven are played by scripts. */
class LaunchScriptIT {

    private static final List<String> BASIC_TOOLS =
            List.of("bash", "cat", "cp", "dirname", "find", "mkdir", "mktemp", "mv", "readlink", "rm", "sed", "touch");

    private static final String JAVA = "echo \"java runs $*\"";

    /** As Debian's Maven, which resets colours that nobody set. */
    private static final String MAVEN = """
            case $MAVEN_OPTS in *jansi.noreset=true*) ;; *) printf '\\033[0m' >&2 ;; esac
            mkdir -p cli/target/unchecked && touch cli/target/unchecked/viewbus.jar
            """;

    @TempDir
    Path directory;

    private Path repository;
    private Path viewbus;
    private Path path;
    private Path jdk;

    @BeforeEach
    void makeMachine() throws IOException {
        repository = directory.resolve("repository");
        for (String file : List.of("bin/viewbus", "bin/lib/build.sh", "pom.xml", "cli/pom.xml")) {
            Files.createDirectories(repository.resolve(file).getParent());
            Files.copy(Path.of("..", file), repository.resolve(file));
        }
        viewbus = repository.resolve("bin/viewbus");
        Files.createDirectories(repository.resolve("cli/src/main"));
        path = Files.createDirectory(directory.resolve("path"));
        for (String tool : BASIC_TOOLS) {
            script(path.resolve(tool), "exec " + find(tool) + " \"$@\"");
        }
        jdk = directory.resolve("jdk");
        makeJdk("17.0.1");
        script(path.resolve("mvn"), MAVEN);
    }

    @Test
    void nothingMissing_buildsOnceAndRuns() throws Exception {
        assertThat(run(0, "out"))
                .isEqualTo("java runs -jar " + repository.toRealPath() + "/target/bin/viewbus.jar views\n");
        assertThat(Files.readString(directory.resolve("err"))).isEqualTo("viewbus: building cli ...\n");
        run(0, "out");
        assertThat(Files.readString(directory.resolve("err"))).isEmpty();
    }

    /** Else Java would open its first file in the place of standard input, and that would be published. */
    @Test
    void closedStandardInput_staysUnreadable() throws Exception {
        script(jdk.resolve("bin/java"), "readlink /proc/self/fd/0; cat");
        script(directory.resolve("closed"), "exec " + viewbus + " <&-");
        viewbus = directory.resolve("closed");
        assertThat(run(1, "out")).isEqualTo("/dev/null\n");
    }

    @Test
    void javaMissing_isSaid() throws Exception {
        Files.delete(path.resolve("java"));
        assertThat(run(1, "err")).isEqualTo("viewbus: java is missing: install a JDK 17 or newer, or set JAVA_HOME.\n");
    }

    @ParameterizedTest
    @CsvSource({"11.0.2,11", "1.8.0_292,8"})
    void oldJava_isSaid(String version, String major) throws Exception {
        makeJdk(version);
        assertThat(run(1, "err"))
                .startsWith("viewbus: ")
                .endsWith("/java is Java " + major + ", but 17 or newer is needed: set JAVA_HOME to such a JDK.\n");
    }

    @Test
    void oldJavaThatOnlyTellsWhenAsked_isSaid() throws Exception {
        Files.delete(jdk.resolve("release"));
        script(jdk.resolve("bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
        assertThat(run(1, "err")).contains(" is Java 11, ").hasLineCount(1);
    }

    @Test
    void javaThatDoesNotRun_isSaid() throws Exception {
        Files.delete(jdk.resolve("release"));
        script(jdk.resolve("bin/java"), "exit 126");
        assertThat(run(1, "err"))
                .endsWith("/java does not run: set JAVA_HOME to a JDK 17 or newer.\n")
                .hasLineCount(1);
    }

    @Test
    void nonsenseInJavaHome_isSaid() throws Exception {
        assertThat(run(1, "err", "JAVA_HOME=/nonsense"))
                .isEqualTo("viewbus: JAVA_HOME is /nonsense, but there is no bin/java in it:"
                        + " set it to a JDK 17 or newer, or unset it.\n");
    }

    @Test
    void mavenMissing_isSaid() throws Exception {
        Files.delete(path.resolve("mvn"));
        assertThat(run(1, "err")).isEqualTo("viewbus: mvn is missing: install Maven 3.8 or newer to build viewbus.\n");
    }

    @Test
    void compilerMissing_isSaid() throws Exception {
        Files.delete(jdk.resolve("bin/javac"));
        assertThat(run(1, "err"))
                .endsWith("/java is a Java without a compiler: install a JDK 17 or newer to build viewbus,"
                        + " or set JAVA_HOME to one.\n")
                .hasLineCount(1);
    }

    /** Java that is found through a link, as the alternatives of Debian. */
    private void makeJdk(String version) throws IOException {
        Files.createDirectories(jdk.resolve("bin"));
        Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"99\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(jdk.resolve("bin/java"), JAVA);
        script(jdk.resolve("bin/javac"), "");
        Files.deleteIfExists(path.resolve("java"));
        Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!" + find("bash") + "\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private static Path find(String tool) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not on the PATH"));
    }

    /** Runs {@code bin/viewbus views} and returns what it wrote to "out" or "err". */
    private String run(int exitCode, String stream, String... environment) throws Exception {
        File out = directory.resolve("out").toFile();
        File err = directory.resolve("err").toFile();
        ProcessBuilder builder = new ProcessBuilder(viewbus.toString(), "views")
                .redirectOutput(out)
                .redirectError(err);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        for (String setting : environment) {
            builder.environment()
                    .put(setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
        }
        Command command = new Command(builder.start(), out.toPath(), err.toPath());
        assertThat(command.awaitExit()).as(command::toString).isEqualTo(exitCode);
        return Files.readString(directory.resolve(stream), StandardCharsets.UTF_8);
    }
}
