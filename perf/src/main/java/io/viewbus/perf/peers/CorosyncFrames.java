/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * What goes through the pipes between a member and its client: messages, each behind its length, and behind minus the number of its
 * members nothing, which tells of a view.
 */
final class CorosyncFrames {

    private static final int BUFFER = 64 * 1024;

    private CorosyncFrames() {}

    /** Learns what was delivered, on the thread that reads it. */
    interface Listener {

        /** Takes a message, which is only lent. */
        void onMessage(byte[] buffer, int length);

        /** Takes a view. */
        void onView(int members);
    }

    /** Writes messages; by any thread. */
    static final class Writer {
        private final DataOutputStream out;

        Writer(OutputStream out) {
            this.out = new DataOutputStream(new BufferedOutputStream(out, BUFFER));
        }

        /** Blocks while the pipe is full. */
        synchronized void write(byte[] message) throws IOException {
            out.writeInt(message.length);
            out.write(message);
            out.flush();
        }
    }

    /** Reads until the input ends between two frames. */
    static void readAll(InputStream in, Listener listener) throws IOException {
        DataInputStream data = new DataInputStream(new BufferedInputStream(in, BUFFER));
        byte[] buffer = new byte[BUFFER];
        while (!isAtEnd(data)) {
            int length = data.readInt();
            if (length < 0) {
                listener.onView(-length);
                continue;
            }
            buffer = length > buffer.length ? new byte[length] : buffer;
            data.readFully(buffer, 0, length);
            listener.onMessage(buffer, length);
        }
    }

    private static boolean isAtEnd(DataInputStream data) throws IOException {
        data.mark(1);
        boolean isAtEnd = data.read() < 0;
        data.reset();
        return isAtEnd;
    }
}
