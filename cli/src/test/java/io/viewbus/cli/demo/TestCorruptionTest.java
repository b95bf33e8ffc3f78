/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCorruptionTest {

    private static final List<String> MEMBERS = List.of("ant", "bee");

    @ParameterizedTest
    @ValueSource(strings = {"bee", "bee:", "bee:0", "bee:-1", "bee:x", "zzz:20", "bee:1:2"})
    void aSettingThatWouldCorruptNothing_isRefused(String setting) {
        assertThatThrownBy(() -> TestCorruption.requireMeaningful(setting, MEMBERS))
                .hasMessage("VIEWBUS_TEST_CORRUPT must be MEMBER:N, the N-th delivery at one of ant, bee, not \""
                        + setting + "\"");
    }

    @Test
    void noSetting_orAMeaningfulOne_isFine() {
        assertThatCode(() -> TestCorruption.requireMeaningful(null, MEMBERS)).doesNotThrowAnyException();
        assertThatCode(() -> TestCorruption.requireMeaningful("bee:20", MEMBERS))
                .doesNotThrowAnyException();
    }
}
