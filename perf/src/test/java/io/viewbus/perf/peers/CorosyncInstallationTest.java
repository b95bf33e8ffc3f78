/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CorosyncInstallationTest {

    @Test
    void shouldMissNothingWhereEverythingIsThere() {
        assertThat(new CorosyncInstallation(command -> true).missing()).isEmpty();
    }

    @Test
    void shouldNameWhatIsMissingWithItsRemedy() {
        assertThat(missingWithout("corosync")).containsExactly("the daemon corosync is missing (apt install corosync)");
        assertThat(missingWithout("-fsyntax-only"))
                .singleElement()
                .asString()
                .contains("corosync/cpg.h", "apt install libcpg-dev");
        assertThat(missingWithout("unshare")).singleElement().asString().contains("namespaces", "run as root");
    }

    @Test
    void shouldNotJudgeTheLibraryWithoutACompiler() {
        assertThat(missingWithout("cc")).containsExactly("the compiler cc is missing (apt install gcc libc6-dev)");
    }

    @Test
    void shouldNameEverythingThatIsMissing() {
        assertThat(new CorosyncInstallation(command -> false).missing()).hasSize(3);
    }

    private static List<String> missingWithout(String word) {
        return new CorosyncInstallation(command -> !command.contains(word)).missing();
    }
}
