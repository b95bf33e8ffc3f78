/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Delivery;
import java.util.List;
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

    /** Refuses a setting that would corrupt nothing, so that nobody takes a demo that is ok for one that overlooks something. */
    static void requireMeaningful(List<String> members) {
        requireMeaningful(System.getenv(VARIABLE), members);
    }

    static void requireMeaningful(@Nullable String setting, List<String> members) {
        if (setting == null || setting.isEmpty()) {
            return;
        }
        String[] parts = setting.split(":", -1);
        if (parts.length != 2 || !members.contains(parts[0]) || !parts[1].matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(VARIABLE + " must be MEMBER:N, the N-th delivery at one of "
                    + String.join(", ", members) + ", not \"" + setting + "\"");
        }
    }

    /** Returns the delivery, corrupted if it is its turn. */
    Delivery<byte[]> apply(Delivery<byte[]> delivery) {
        if (--deliveriesUntil != 0) {
            return delivery;
        }
        byte[] corrupted = delivery.payload().clone();
        corrupted[corrupted.length - 1] ^= 1;
        return new Delivery<>(
                corrupted, delivery.sender(), delivery.view(), delivery.sequence(), delivery.transitional());
    }
}
