/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Incarnation;
import io.viewbus.view.Member;
import io.viewbus.view.View;
import io.viewbus.view.ViewId;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;

/** Puts fields one after the other, little-endian. Grows for views of many members and allocates nothing otherwise. */
final class FieldWriter {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int USUAL_LENGTH = 4096;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(USUAL_LENGTH);
    private int length;

    FieldWriter start() {
        length = 0;
        return this;
    }

    ExpandableArrayBuffer buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    FieldWriter put(long value) {
        buffer.putLong(length, value, ORDER);
        length += Long.BYTES;
        return this;
    }

    FieldWriter put(int value) {
        buffer.putInt(length, value, ORDER);
        length += Integer.BYTES;
        return this;
    }

    FieldWriter put(boolean value) {
        return putByte(value ? 1 : 0);
    }

    FieldWriter putByte(int value) {
        buffer.putByte(length, (byte) value);
        length++;
        return this;
    }

    FieldWriter put(Incarnation incarnation) {
        return put(incarnation.high()).put(incarnation.low());
    }

    FieldWriter put(ViewId id) {
        return put(id.counter()).put(id.round()).put(id.proposer());
    }

    FieldWriter put(Member member) {
        byte[] name = member.name().getBytes(StandardCharsets.US_ASCII);
        put(member.incarnation()).putByte(name.length);
        buffer.putBytes(length, name);
        length += name.length;
        return this;
    }

    FieldWriter put(List<Member> members) {
        put(members.size());
        members.forEach(this::put);
        return this;
    }

    FieldWriter put(View view) {
        put(view.id()).put(view.members()).put(view.joined()).put(view.left()).put(view.quorum());
        put(view.components().size());
        for (View.Component component : view.components()) {
            put(component.prior()).put(component.members());
        }
        return this;
    }
}
