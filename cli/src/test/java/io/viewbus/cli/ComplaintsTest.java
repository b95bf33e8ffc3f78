/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.ClusterException;
import org.junit.jupiter.api.Test;

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
    void sentences_areOneLine() {
        assertThat(Complaints.sentenceOf(new ClusterException.Evicted("one\n  two")))
                .isEqualTo("one two");
        assertThat(Complaints.sentenceOf(new IllegalStateException("odd")))
                .isEqualTo("unexpected IllegalStateException: odd");
    }
}
