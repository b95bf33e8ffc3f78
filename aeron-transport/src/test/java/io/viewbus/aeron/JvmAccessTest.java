/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.ClusterException;
import org.junit.jupiter.api.Test;

class JvmAccessTest {

    @Test
    void shouldNameTheFlagWhenTheJvmHidesItsInternals() throws Exception {
        try (ChildJvm child = ChildJvm.start(OpenAndClose.class, false)) {
            assertThat(child.readAll())
                    .startsWith("refused: ")
                    .contains("--add-exports java.base/jdk.internal.misc=ALL-UNNAMED")
                    .contains("Add-Exports: java.base/jdk.internal.misc");
        }
    }

    @Test
    void shouldPassWithTheFlag() throws Exception {
        try (ChildJvm child = ChildJvm.start(OpenAndClose.class, true)) {
            assertThat(child.readAll()).startsWith("opened");
        }
    }

    /** A program that opens a session and says what came of it. */
    static final class OpenAndClose {

        private OpenAndClose() {}

        public static void main(String[] arguments) {
            try (var session = TestAddress.next().open("c", TestMember.randomMember("m"))) {
                System.out.println("opened" + (session == null ? "?" : ""));
            } catch (ClusterException.Environment e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }
}
