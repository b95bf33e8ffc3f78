/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.core.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CutTest {

    @Test
    void cut_isTheMaximumAndNamesWhoHoldsIt() {
        Cut cut = Cut.empty(3)
                .with(0, new FlushState(new long[] {5, 2, 0}, new long[] {1, 2, 0}, 4, 9, true, 1))
                .with(2, new FlushState(new long[] {5, 7, 0}, new long[] {3, 0, 0}, 3, 11, false, 0));

        assertThat(cut.last()).containsExactly(5, 7, 0);
        assertThat(cut.stable()).containsExactly(3, 2, 0);
        assertThat(cut.holders()).containsExactly(0b101, 0b100, 0b101);
        assertThat(cut.ordCut()).isEqualTo(4);
        assertThat(cut.delivered()).isEqualTo(11);
        assertThat(cut.ordHolders()).isEqualTo(0b001);
        assertThat(cut.tableHolders()).isEqualTo(0b001);
    }

    @Test
    void codec_keepsEverything() {
        Cut cut = Cut.empty(2).with(1, new FlushState(new long[] {5, 2}, new long[] {1, 2}, 4, 9, true, 1));

        Cut decoded = Cut.decode(cut.encode());

        assertThat(decoded.encode()).isEqualTo(cut.encode());
        assertThat(decoded.last()).containsExactly(5, 2);
        assertThat(decoded.delivered()).isEqualTo(9);
    }

    @Test
    void stateCodec_keepsEverything() {
        FlushState state =
                FlushState.decode(new FlushState(new long[] {5, 2}, new long[] {1, 2}, 4, 9, true, 1).encode());

        assertThat(state.received()).containsExactly(5, 2);
        assertThat(state.stable()).containsExactly(1, 2);
        assertThat(state.rangesHeld()).isEqualTo(4);
        assertThat(state.delivered()).isEqualTo(9);
        assertThat(state.hasTable()).isTrue();
    }

    @Test
    void truncatedBytes_areRefused() {
        byte[] cut = Cut.empty(2).encode();
        byte[] state = new FlushState(new long[2], new long[2], 0, 0, false, 0).encode();

        for (int length = 0; length < cut.length; length++) {
            byte[] part = Arrays.copyOf(cut, length);
            assertThatIllegalArgumentException().isThrownBy(() -> Cut.decode(part));
        }
        for (int length = 0; length < state.length; length++) {
            byte[] part = Arrays.copyOf(state, length);
            assertThatIllegalArgumentException().isThrownBy(() -> FlushState.decode(part));
        }
    }
}
