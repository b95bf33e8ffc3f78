/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {

    @Test
    void values_areFoundByTheirNames() {
        JsonValue value =
                JsonValue.parse(" {\"a\": [1, -2.5e1, true, null, \"x\"], \"b\": {}, \"c\" : {\"d\":\"e\"} } ");
        assertThat(value.get("a").items()).hasSize(5);
        assertThat(value.get("a").items().get(0).whole()).isEqualTo(1);
        assertThat(value.get("a").items().get(1).number()).isEqualTo(-25);
        assertThat(value.get("a").items().get(2).isTrue()).isTrue();
        assertThat(value.get("a").items().get(3).isNothing()).isTrue();
        assertThat(value.get("c").get("d").text()).isEqualTo("e");
    }

    @Test
    void whatIsNotThere_isNothing() {
        JsonValue nothing = JsonValue.parse("[]").get("a").get("b");
        assertThat(nothing.isNothing()).isTrue();
        assertThat(nothing.text()).isEmpty();
        assertThat(nothing.items()).isEmpty();
        assertThat(nothing.number()).isNaN();
        assertThat(nothing.isTrue()).isFalse();
    }

    @Test
    void escapes_areUndone() {
        assertThat(JsonValue.parse("\"a\\\"\\\\\\n\\u00fc\\ud83d\\ude00/\"").text())
                .isEqualTo("a\"\\\nü\ud83d\ude00/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1",
                "[1,]",
                "{\"a\"}",
                "{\"a\":1,}",
                "tru",
                "1 2",
                "\"a",
                "\"\\u12\"",
                "-",
                "<html>",
                "{a:1}"
            })
    void whatIsNoJson_isRefused(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON");
    }

    @Test
    void depth_isBounded() {
        assertThatThrownBy(() -> JsonValue.parse("[".repeat(100_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too deeply");
    }
}
