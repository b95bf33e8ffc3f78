/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.demo;

import io.viewbus.Delivery;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest over (view, sequence, sender, payload) of every delivery of one view, in the order of delivery. */
final class DeliveryDigest {

    private static final int SHOWN_BYTES = 8;

    private final MessageDigest digest = sha256();
    private final DataOutputStream fields =
            new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    private long messages;

    void add(Delivery<byte[]> delivery) {
        messages++;
        try {
            fields.writeLong(delivery.view().counter());
            fields.writeLong(delivery.view().change());
            fields.writeLong(delivery.sequence());
            fields.writeLong(delivery.sender().incarnation().high());
            fields.writeLong(delivery.sender().incarnation().low());
            fields.writeInt(delivery.payload().length);
            fields.write(delivery.payload());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a view: returns what it came to, and starts over. */
    EndedView end(String view, String next) {
        String hex = HexFormat.of().formatHex(digest.digest(), 0, SHOWN_BYTES);
        EndedView ended = new EndedView(view, next, messages, hex);
        messages = 0;
        return ended;
    }

    long messages() {
        return messages;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // Every JVM has it.
        }
    }
}
