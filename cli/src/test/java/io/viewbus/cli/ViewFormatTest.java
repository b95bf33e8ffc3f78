/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static io.viewbus.cli.Events.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.view.Incarnation;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ViewFormatTest {

    private static final View VIEW =
            new View(new ViewId(4, 1, new Incarnation(1, 2)), members("a", "b"), members("b"), members("c"));

    @Test
    void view_isOneLine() {
        assertThat(print(ViewFormat.VIEW)).isEqualTo("view 4 regular [a b] +b -c\n");
    }

    @Test
    void view_isOneJsonObject() {
        assertThat(print(ViewFormat.JSON_VIEW))
                .isEqualTo("{\"view\":4,\"kind\":\"regular\",\"coordinator\":\"a\",\"members\":[\"a\",\"b\"],"
                        + "\"joined\":[\"b\"],\"left\":[\"c\"]}\n");
    }

    @Test
    void members_areOneLineEach() {
        assertThat(print(ViewFormat.MEMBERS))
                .isEqualTo("0 a 00000000000000000000000000000061\n1 b 00000000000000000000000000000062\n");
    }

    @Test
    void members_areOneJsonObjectEach() {
        assertThat(print(ViewFormat.JSON_MEMBERS))
                .startsWith("{\"rank\":0,\"name\":\"a\",\"incarnation\":\"00000000000000000000000000000061\","
                        + "\"coordinator\":true,\"view\":4}\n{\"rank\":1,")
                .endsWith("\"coordinator\":false,\"view\":4}\n");
    }

    private static String print(ViewFormat format) {
        StringWriter out = new StringWriter();
        format.write(VIEW, new PrintWriter(out));
        return out.toString();
    }
}
