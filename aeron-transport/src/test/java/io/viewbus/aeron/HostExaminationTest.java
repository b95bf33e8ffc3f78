/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.aeron.HostFinding.Severity;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostExaminationTest {

    @TempDir
    private Path directory;

    @Test
    void shouldFindNoErrorWhereMembersRun() {
        List<HostFinding> findings = TestAddress.next().examine();
        assertThat(findings).noneMatch(finding -> finding.severity() == Severity.ERROR);
        assertThat(findings)
                .extracting(HostFinding::subject)
                .contains("JVM", "memory", "sockets", "MTU", "ports", "multicast");
        assertThat(findings).anyMatch(finding -> finding.text().contains("own packet seen after"));
        assertThat(findings).anyMatch(finding -> finding.text().endsWith("bytes comes whole"));
    }

    @Test
    void shouldNameTheInterfacesThatThereAre() {
        assertThat(TestAddress.next().withInterface("nowhere0").examine())
                .last()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                    assertThat(finding.text()).contains("nowhere0", "choose one of these");
                });
    }

    @Test
    void shouldMissADirectory() {
        assertThat(TestAddress.next().withDirectory(directory.resolve("gone")).examine())
                .anyMatch(finding -> finding.severity() == Severity.ERROR
                        && finding.subject().equals("memory")
                        && finding.text().contains("is no directory"));
    }

    @Test
    void shouldNameAPortThatIsNotShared() throws IOException {
        try (DatagramChannel other = DatagramChannel.open(StandardProtocolFamily.INET)) {
            other.bind(new InetSocketAddress(0));
            int port = ((InetSocketAddress) other.getLocalAddress()).getPort();
            int control = port == 65_535 ? port - 1 : port;
            assertThat(AeronTransport.multicast("239.255.47.11", control).examine())
                    .anyMatch(finding -> finding.severity() == Severity.ERROR
                            && finding.text().startsWith("UDP port " + port + " cannot be shared")
                            && finding.remedy().contains("ss -ulpn"));
        }
    }

    @Test
    void shouldMissPacketsThatDoNotComeBack() throws IOException {
        NetworkInterface loopback = NetworkInterface.networkInterfaces()
                .filter(HostExaminationTest::isLoopback)
                .findFirst()
                .orElseThrow();
        try (MulticastProbe probe = MulticastProbe.open(
                MulticastGroup.parse("239.255.47.11"), MulticastGroup.parse("239.255.203.17"), loopback)) {
            assertThat(probe.roundTripNs(MulticastProbe.SMALLEST)).isNegative();
        }
    }

    private static boolean isLoopback(NetworkInterface candidate) {
        try {
            return candidate.isLoopback();
        } catch (IOException e) {
            return false;
        }
    }
}
