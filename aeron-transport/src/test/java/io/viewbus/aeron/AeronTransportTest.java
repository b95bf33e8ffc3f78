/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.viewbus.view.ClusterException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AeronTransportTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "239.255.47.10, must be odd",
        "239.255.47.255, must be odd and below 255",
        "192.168.1.1, no multicast address",
        "example.org, no address in numbers",
        "1.2.3.4.5, no address in numbers"
    })
    void shouldRefuseAddressesThatAeronCannotUse(String group, String reason) {
        assertThatThrownBy(() -> AeronTransport.multicast(group, 4711))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "65535"})
    void shouldRefusePortsWithoutASuccessor(int port) {
        assertThatThrownBy(() -> AeronTransport.multicast("239.255.47.11", port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 65534");
    }

    @Test
    void shouldNameTheUsableInterfacesWhenOneIsUnknown() {
        AeronTransport transport = TestAddress.next().withInterface("no-such-interface");
        assertThatThrownBy(() -> transport.open("c", TestMember.randomMember("m")))
                .isInstanceOf(ClusterException.Environment.class)
                .hasMessageContaining("no-such-interface")
                .hasMessageContaining("127.0.0.1");
    }

    @Test
    void shouldAcceptAnInterfaceByNameAndByAddress() {
        MulticastInterface byAddress = MulticastInterface.resolve("127.0.0.1", MulticastGroup.parse("239.255.47.11"));
        MulticastInterface byName = MulticastInterface.resolve(
                byAddress.networkInterface().getName(), MulticastGroup.parse("239.255.47.11"));
        assertThat(byName).isEqualTo(byAddress);
    }

    @Test
    void shouldNameTheRemedyWhenTheDirectoryDoesNotExist() {
        AeronTransport transport = TestAddress.next().withDirectory(directory.resolve("missing"));
        assertThatThrownBy(() -> transport.open("c", TestMember.randomMember("m")))
                .isInstanceOf(ClusterException.Environment.class)
                .hasMessageContaining("-Dviewbus.dir");
    }

    @Test
    void shouldNameTheRemedyWhenSpaceIsShort() {
        assertThatThrownBy(() -> BaseDirectory.requireSpace(directory, Long.MAX_VALUE - 2_000_000))
                .isInstanceOf(ClusterException.Environment.class)
                .hasMessageContaining("--shm-size")
                .hasMessageContaining("-Dviewbus.dir");
    }

    @Test
    void shouldTakeNoMoreMemoryThanPromised() throws Exception {
        assertThat(DriverSettings.SPACE_NEEDED).isLessThan(64L * 1024 * 1024);
        try (TestMember member = new TestMember(TestAddress.next().withDirectory(directory), "c")) {
            assertThat(member.poll()).isNotNegative();
            // A member alone: the driver's own files and one stream of each kind.
            long alone = 12L * 1024 * 1024 + 3L * (Channels.CONTROL_TERM + Channels.DATA_TERM) + 64 * 1024;
            assertThat(sizeOf(directory)).isLessThan(alone);
        }
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        try (TestMember member = new TestMember(TestAddress.next().withDirectory(directory), "c")) {
            assertThat(member.poll()).isNotNegative();
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void shouldLeaveNothingBehindWhenOpeningFails() throws Exception {
        Channels impossible =
                new Channels(MulticastGroup.parse("239.255.47.11"), 70_000, InetAddress.getLoopbackAddress());
        MemberDirectory home = MemberDirectory.create(directory, "c", TestMember.randomMember("m"));
        try (home) {
            assertThatThrownBy(() -> AeronSession.open(
                            TestMember.randomMember("m").incarnation(),
                            impossible,
                            NetworkTuning.of(65_536, SocketBuffers.granted()),
                            home))
                    .isInstanceOf(ClusterException.Environment.class);
        }
        assertThat(directory).isEmptyDirectory();
    }

    private static long sizeOf(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
