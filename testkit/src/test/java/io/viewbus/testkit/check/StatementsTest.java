/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StatementsTest {

    @Test
    void everyPropertySaysWhatItDemands() {
        assertThat(new Checker(Terms.UNKNOWN).numbers())
                .allSatisfy(number -> assertThat(Statements.of(number)).isNotBlank());
    }
}
