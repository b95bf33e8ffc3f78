/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.spi.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ForwardingSessionTest {

    @Test
    void shouldForwardWhateverASessionCanDo() {
        assertThat(Arrays.stream(TransportSession.class.getDeclaredMethods())
                        .filter(method -> !Modifier.isPrivate(method.getModifiers())))
                .isNotEmpty()
                .allSatisfy(method -> assertThat(overriding(method)).isNotNull());
    }

    private static Method overriding(Method method) throws NoSuchMethodException {
        return ForwardingSession.class.getDeclaredMethod(method.getName(), method.getParameterTypes());
    }
}
