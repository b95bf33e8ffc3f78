/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkTuningTest {

    private static final int MIB = 1024 * 1024;

    @ParameterizedTest
    @CsvSource({
        // what fits the interface, datagram, window
        "65508, 65504, 1048576",
        "8972, 8960, 573440",
        "1472, 1408, 131072",
        "1372, 1344, 131072",
    })
    void shouldFollowTheInterface(int largestDatagram, int mtu, int window) {
        NetworkTuning tuning = NetworkTuning.of(largestDatagram, new SocketBuffers(4 * MIB, 2 * MIB));
        assertThat(tuning.mtu()).isEqualTo(mtu);
        assertThat(tuning.window()).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({"212992, 131072", "100000, 100000", "2097152, 524288"})
    void shouldFitIntoTheSockets(int granted, int window) {
        NetworkTuning tuning = NetworkTuning.of(65_536, new SocketBuffers(granted, granted));
        assertThat(tuning.window()).isEqualTo(window);
        assertThat(tuning.mtu()).isLessThanOrEqualTo(granted);
        assertThat(tuning.receiverWindow()).isBetween(window, granted);
    }
}
