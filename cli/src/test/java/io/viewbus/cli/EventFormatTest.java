/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import static io.viewbus.cli.Events.members;
import static io.viewbus.cli.Events.message;
import static io.viewbus.cli.Events.view;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.viewbus.GroupEvent;
import io.viewbus.GroupViewId;
import io.viewbus.Order;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class EventFormatTest {

    @Test
    void view_namesMembersInRankOrderAndWhatChanged() throws IOException {
        assertThat(events(view(7, 2, members("bee", "ant", "dog"), members("ant", "dog"), members("cat"))))
                .isEqualTo("view 7.2 regular [bee ant dog] +ant +dog -cat\n");
    }

    @Test
    void view_withoutChangeEndsWithItsMembers() throws IOException {
        assertThat(events(view(3, 0, members("ant"), List.of(), List.of()))).isEqualTo("view 3.0 regular [ant]\n");
    }

    @Test
    void viewThatEnds_namesWhoStaysTogether() throws IOException {
        assertThat(events(new GroupEvent.Transitional<>(new GroupViewId(7, 2), members("bee", "ant"))))
                .isEqualTo("view 7.2 transitional [bee ant]\n");
    }

    @Test
    void namesOfOrders_areAll() {
        for (Order order : Order.values()) {
            assertThat(OrderConverter.NAMES).contains(order.name().toLowerCase(Locale.ROOT));
            assertThat(new OrderConverter().convert(order.name().toLowerCase(Locale.ROOT)))
                    .isEqualTo(order);
        }
    }

    @Test
    void message_hasItsPlaceAndSender() throws IOException {
        assertThat(events(message(7, 2, 15, "ant", "Grüße, 世界"))).isEqualTo("msg 7.2:15 ant Grüße, 世界\n");
    }

    @Test
    void emptyMessage_keepsTheBlankBeforeIt() throws IOException {
        assertThat(events(message(1, 0, 1, "ant", ""))).isEqualTo("msg 1.0:1 ant \n");
    }

    @Test
    void payloads_areOnlyPayloads() throws IOException {
        assertThat(print(EventFormat.PAYLOADS, message(1, 0, 1, "ant", "two\nlines")))
                .isEqualTo("two\nlines\n");
        assertThat(print(EventFormat.PAYLOADS, view(1, 0, members("ant"), List.of(), List.of())))
                .isEmpty();
    }

    @Test
    void json_isOneObjectPerEvent() throws IOException {
        assertThat(print(EventFormat.JSON, message(7, 2, 15, "ant", "two\nlines")))
                .isEqualTo(
                        "{\"event\":\"message\",\"view\":\"7.2\",\"sequence\":15,\"sender\":\"ant\",\"text\":\"two\\u000alines\"}\n");
        assertThat(print(EventFormat.JSON, view(7, 2, members("bee", "ant"), members("ant"), members("cat"))))
                .isEqualTo(
                        "{\"event\":\"view\",\"view\":\"7.2\",\"members\":[\"bee\",\"ant\"],\"joined\":[\"ant\"],\"left\":[\"cat\"]}\n");
        assertThat(print(EventFormat.JSON, new GroupEvent.Transitional<>(new GroupViewId(7, 2), members("bee"))))
                .isEqualTo("{\"event\":\"transitional\",\"view\":\"7.2\",\"companions\":[\"bee\"]}\n");
    }

    private static String events(GroupEvent<byte[]> event) throws IOException {
        return print(EventFormat.EVENTS, event);
    }

    private static String print(EventFormat format, GroupEvent<byte[]> event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        format.write(event, out);
        return out.toString(UTF_8);
    }
}
