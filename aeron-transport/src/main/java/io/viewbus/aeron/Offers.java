/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.viewbus.spi.transport.SendResult;
import org.agrona.DirectBuffer;

/** What Aeron's answers to an offer mean. */
final class Offers {

    private Offers() {}

    static SendResult offer(ExclusivePublication publication, DirectBuffer buffer, int offset, int length) {
        long result = publication.offer(buffer, offset, length);
        if (result == Publication.ADMIN_ACTION) {
            // The term was just rotated. The frame has not been taken, but now it fits.
            result = publication.offer(buffer, offset, length);
        }
        return result > 0 ? SendResult.ACCEPTED : refusal(result);
    }

    private static SendResult refusal(long result) {
        if (result == Publication.NOT_CONNECTED) {
            return SendResult.ACCEPTED; // Nobody listens, so everybody who listens has heard it.
        }
        boolean mayPassLater = result == Publication.BACK_PRESSURED || result == Publication.ADMIN_ACTION;
        return mayPassLater ? SendResult.BACK_PRESSURED : SendResult.CLOSED;
    }
}
