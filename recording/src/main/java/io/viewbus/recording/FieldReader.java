/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Takes fields in the order in which {@link FieldWriter} put them. */
final class FieldReader {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final UnsafeBuffer buffer = new UnsafeBuffer(0, 0);
    private int position;

    FieldReader wrap(DirectBuffer source, int offset, int length) {
        buffer.wrap(source, offset, length);
        position = 0;
        return this;
    }

    long takeLong() {
        require(Long.BYTES);
        position += Long.BYTES;
        return buffer.getLong(position - Long.BYTES, ORDER);
    }

    int takeInt() {
        require(Integer.BYTES);
        position += Integer.BYTES;
        return buffer.getInt(position - Integer.BYTES, ORDER);
    }

    int takeByte() {
        require(1);
        position++;
        return buffer.getByte(position - 1);
    }

    boolean takeBoolean() {
        return takeByte() != 0;
    }

    Incarnation takeIncarnation() {
        return new Incarnation(takeLong(), takeLong());
    }

    ViewId takeViewId() {
        return new ViewId(takeLong(), takeLong(), takeIncarnation());
    }

    Member takeMember() {
        Incarnation incarnation = takeIncarnation();
        byte[] name = new byte[takeCount(1)];
        require(name.length);
        buffer.getBytes(position, name);
        position += name.length;
        return new Member(new String(name, StandardCharsets.US_ASCII), incarnation);
    }

    List<Member> takeMembers() {
        int count = takeInt();
        require(count);
        List<Member> members = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            members.add(takeMember());
        }
        return List.copyOf(members);
    }

    View takeView() {
        ViewId id = takeViewId();
        List<Member> members = takeMembers();
        List<Member> joined = takeMembers();
        List<Member> left = takeMembers();
        boolean quorum = takeBoolean();
        int count = takeInt();
        require(count);
        List<View.Component> components = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            components.add(new View.Component(takeViewId(), takeMembers()));
        }
        return new View(id, members, joined, left, quorum, components);
    }

    private int takeCount(int each) {
        int count = takeByte();
        require(count * each);
        return count;
    }

    /** Nothing is made for what cannot be there. */
    private void require(int bytes) {
        if (bytes < 0 || bytes > buffer.capacity() - position) {
            throw new IllegalArgumentException("a record ends before its fields do");
        }
    }
}
