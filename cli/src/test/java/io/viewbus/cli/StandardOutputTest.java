/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import org.junit.jupiter.api.Test;

class StandardOutputTest {

    @Test
    void whatIsWritten_arrives() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StandardOutput out = new StandardOutput(bytes);
        new PrintWriter(out, true, UTF_8).println("Grüße");
        assertThat(bytes.toString(UTF_8)).isEqualTo("Grüße" + System.lineSeparator());
        assertThatCode(out::throwIfFailed).doesNotThrowAnyException();
    }
}
