/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Delivery;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Only for tests of the demo itself: {@code VIEWBUS_TEST_CORRUPT=member:n} changes the n-th delivery at one member before it
 * is digested, which the demo has to notice.
 */
final class TestCorruption {

    private static final String VARIABLE = "VIEWBUS_TEST_CORRUPT";

    private long deliveriesUntil;

    private TestCorruption(long deliveriesUntil) {
        this.deliveriesUntil = deliveriesUntil;
    }

    static TestCorruption ofEnvironment(String member) {
        return of(System.getenv(VARIABLE), member);
    }

    static TestCorruption of(@Nullable String setting, String member) {
        String[] parts = Objects.requireNonNullElse(setting, "").split(":", -1);
        boolean meant = parts.length == 2 && parts[0].equals(member);
        return new TestCorruption(meant ? Long.parseLong(parts[1]) : 0);
    }

    /** Returns the delivery, corrupted if it is its turn. */
    Delivery<byte[]> apply(Delivery<byte[]> delivery) {
        if (--deliveriesUntil != 0) {
            return delivery;
        }
        byte[] corrupted = delivery.payload().clone();
        corrupted[corrupted.length - 1] ^= 1;
        return new Delivery<>(corrupted, delivery.sender(), delivery.view(), delivery.sequence());
    }
}
