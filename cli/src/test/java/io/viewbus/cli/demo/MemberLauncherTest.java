/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemberLauncherTest {

    private final MemberLauncher launcher = new MemberLauncher(DemoPlan.of(3, 20, 100), false, List.of());

    @AfterEach
    void forgetDirectory() {
        System.clearProperty("viewbus.dir");
    }

    @Test
    void members_useTheDirectoryOfTheDemo() {
        System.setProperty("viewbus.dir", "/large");
        assertThat(launcher.commandLine("ant", true)).contains("-Dviewbus.dir=/large");
    }

    @Test
    void members_useTheUsualDirectoryOtherwise() {
        assertThat(launcher.commandLine("ant", true)).noneMatch(word -> word.contains("viewbus.dir"));
    }

    @Test
    void onlyTheFirst_foundsACluster() {
        assertThat(launcher.commandLine("ant", true)).doesNotContain("--expected-size");
        assertThat(launcher.commandLine("bee", false)).containsSequence("--expected-size", "3");
    }
}
