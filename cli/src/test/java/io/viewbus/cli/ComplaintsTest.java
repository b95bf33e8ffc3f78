/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.viewbus.Order;
import io.viewbus.TopicException.OrderMismatch;
import io.viewbus.aeron.AeronTransport;
import io.viewbus.view.ClusterException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComplaintsTest {

    @Test
    void lossOfTheCluster_hasItsOwnExitCode() {
        assertThat(Complaints.exitCodeOf(new ClusterException.Evicted("x"))).isEqualTo(ExitCode.LOST);
    }

    @Test
    void otherFailures_haveExitCode1() {
        assertThat(Complaints.exitCodeOf(new ClusterException.JoinFailed("x", false)))
                .isEqualTo(ExitCode.FAILED);
        assertThat(Complaints.exitCodeOf(new IllegalStateException("x"))).isEqualTo(ExitCode.FAILED);
        assertThat(Complaints.exitCodeOf(new CommandFailure(ExitCode.USAGE, "x")))
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void remedies_nameOptionsInsteadOfMethods(@TempDir Path directory) {
        AeronTransport transport = AeronTransport.multicast();
        assertThat(complaintAbout(transport.withInterface("nowhere0")))
                .contains("nowhere0", "choose one of these with --interface: ")
                .doesNotContain("(..)");
        assertThat(complaintAbout(transport.withDirectory(directory.resolve("missing"))))
                .contains("missing", "VIEWBUS_JAVA_OPTS=-Dviewbus.dir=<directory>")
                .doesNotContain("(..)");
        assertThat(Complaints.sentenceOf(new OrderMismatch("news", Order.FIFO, Order.TOTAL)))
                .endsWith("; name that one with --order, or leave --order out");
    }

    private static String complaintAbout(AeronTransport transport) {
        return Complaints.sentenceOf(catchThrowable(() -> transport.open("c", Events.member("ant"))));
    }

    @Test
    void sentences_areOneLine() {
        assertThat(Complaints.sentenceOf(new ClusterException.Evicted("one\n  two")))
                .isEqualTo("one two");
        assertThat(Complaints.sentenceOf(new IllegalStateException("odd")))
                .isEqualTo("unexpected IllegalStateException: odd");
    }
}
