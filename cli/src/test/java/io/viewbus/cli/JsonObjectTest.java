/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonObjectTest {

    @Test
    void object_keepsTheOrderOfItsKeys() {
        assertThat(new JsonObject().put("b", 1).put("a", true).put("c", List.of("x", "y")))
                .hasToString("{\"b\":1,\"a\":true,\"c\":[\"x\",\"y\"]}");
    }

    @Test
    void emptyObjectAndList_areValid() {
        assertThat(new JsonObject()).hasToString("{}");
        assertThat(new JsonObject().put("a", List.of())).hasToString("{\"a\":[]}");
    }

    @Test
    void strings_areEscaped() {
        assertThat(JsonObject.quote("\"\\\n\u0001ä\ud83d\ude00"))
                .isEqualTo("\"\\\"\\\\\\u000a\\u0001ä\\ud83d\\ude00\"");
    }
}
