/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Turns payloads into bytes and back. Called on the publisher's and on the delivery thread; implementations are
 * stateless or thread-safe.
 *
 * @param <T> the payload type
 */
public interface Codec<T> {

    /**
     * Encodes a payload.
     *
     * @param value the payload
     * @return its bytes, from position to limit
     */
    ByteBuffer encode(T value);

    /**
     * Decodes a payload.
     *
     * @param bytes read-only, from position to limit, valid during the call only
     * @return the payload
     */
    T decode(ByteBuffer bytes);

    /**
     * Returns the codec of strings as UTF-8; malformed input is replaced.
     *
     * @return the codec
     */
    static Codec<String> utf8() {
        return new Codec<>() {
            @Override
            public ByteBuffer encode(String value) {
                return StandardCharsets.UTF_8.encode(value);
            }

            @Override
            public String decode(ByteBuffer bytes) {
                return StandardCharsets.UTF_8.decode(bytes).toString();
            }
        };
    }

    /**
     * Returns the codec that leaves bytes as they are.
     *
     * @return the codec
     */
    static Codec<byte[]> bytes() {
        return new Codec<>() {
            @Override
            public ByteBuffer encode(byte[] value) {
                return ByteBuffer.wrap(value);
            }

            @Override
            public byte[] decode(ByteBuffer bytes) {
                byte[] copy = new byte[bytes.remaining()];
                bytes.get(copy);
                return copy;
            }
        };
    }
}
