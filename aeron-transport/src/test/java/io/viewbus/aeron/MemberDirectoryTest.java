/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemberDirectoryTest {

    @TempDir
    private Path base;

    private MemberDirectory create(String name) {
        return MemberDirectory.create(base, "cluster", TestMember.randomMember(name));
    }

    private List<Path> present() throws IOException {
        try (Stream<Path> entries = Files.list(base)) {
            return entries.toList();
        }
    }

    @Test
    void shouldBearTheNamesOfClusterAndMember() throws Exception {
        try (MemberDirectory directory = create("alice")) {
            assertThat(directory.path().getFileName().toString())
                    .startsWith("viewbus-")
                    .contains("-cluster-alice-");
            assertThat(present()).containsExactly(directory.path());
        }
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void shouldBeReadableByNobodyElse() throws Exception {
        try (MemberDirectory directory = create("alice")) {
            assertThat(Files.getPosixFilePermissions(directory.path()))
                    .allMatch(permission -> permission.name().startsWith("OWNER"));
        }
    }

    @Test
    void shouldSweepTheDeadAndSpareTheLivingOfOtherProcesses() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldDirectory.class, true, base.toString())) {
            Path foreign = Path.of(child.readLine());
            try (MemberDirectory first = create("first")) {
                assertThat(present()).containsExactlyInAnyOrder(foreign, first.path());
            }
            child.kill();
            try (MemberDirectory second = create("second")) {
                assertThat(present()).containsExactly(second.path());
            }
        }
    }

    @Test
    void shouldKeepTheLocksOfItsOwnProcess() throws Exception {
        try (MemberDirectory first = create("first");
                MemberDirectory second = create("second");
                ChildJvm sweeper = ChildJvm.start(HoldDirectory.class, true, base.toString())) {
            Path foreign = Path.of(sweeper.readLine());
            assertThat(present()).containsExactlyInAnyOrder(first.path(), second.path(), foreign);
        }
    }

    @Test
    void shouldSweepWhatWasNeverFinishedAndWhatWasHalfSwept() throws Exception {
        String prefix;
        try (MemberDirectory probe = create("probe")) {
            String name = probe.path().getFileName().toString();
            prefix = name.substring(0, name.indexOf("cluster"));
        }
        Path fresh = Files.createDirectory(base.resolve("." + prefix + "1"));
        Path old = Files.createDirectory(base.resolve("." + prefix + "2"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
        Path half = Files.createDirectories(base.resolve(prefix + "half/aeron")).getParent();
        Path foreign = Files.createDirectory(base.resolve("something-else"));

        try (MemberDirectory directory = create("m")) {
            assertThat(present()).containsExactlyInAnyOrder(fresh, foreign, directory.path());
            assertThat(half).doesNotExist();
        }
    }

    @Test
    void shouldBearManySweepersAtOnce() throws Exception {
        try (ChildJvm child = ChildJvm.start(HoldDirectory.class, true, base.toString(), "20")) {
            assertThat(child.readLine()).isNotEmpty();
            child.kill();
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<MemberDirectory> task = () -> create("m");
            List<Future<MemberDirectory>> created = threads.invokeAll(List.of(task, task, task, task));
            assertThat(present()).hasSize(4);
            for (Future<MemberDirectory> directory : created) {
                directory.get().close();
            }
        } finally {
            threads.shutdown();
        }
        assertThat(base).isEmptyDirectory();
    }

    /** A program that holds directories until it is killed. */
    static final class HoldDirectory {

        private HoldDirectory() {}

        public static void main(String[] arguments) throws Exception {
            int count = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
            MemberDirectory last = null;
            for (int i = 0; i < count; i++) {
                last = MemberDirectory.create(Path.of(arguments[0]), "cluster", TestMember.randomMember("child"));
            }
            System.out.println(last == null ? "" : last.path());
            while (System.in.read() >= 0) {
                // Until the parent ends, however it ends.
            }
        }
    }
}
