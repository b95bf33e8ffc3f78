/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawArgumentsTest {

    @Test
    void lastWordsOfTheCommandLine_areTheArguments() {
        byte[] commandLine = "java\0-jar\0viewbus.jar\0pub\0news\0Grüße\0\0".getBytes(UTF_8);
        assertThat(RawArguments.decode(new String[] {"pub", "news", "Gr????e", ""}, commandLine))
                .containsExactly("pub", "news", "Grüße", "");
    }

    @Test
    void withoutACommandLine_argumentsStay() {
        String[] args = {"pub", "Gr?"};
        assertThat(RawArguments.decode(args, new byte[0])).isSameAs(args);
    }

    @Test
    void asciiArguments_stay() {
        String[] args = {"pub", "news"};
        assertThat(RawArguments.decode(args)).isSameAs(args);
    }
}
