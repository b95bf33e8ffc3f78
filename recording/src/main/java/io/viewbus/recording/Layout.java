/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.recording;

import io.viewbus.view.Member;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How segments look. All numbers are little-endian.
 *
 * <pre>
 * segment: header, records
 * header:  magic 8, version 4, segment number 4, incarnation 16, index of the first record 8,
 *          wall clock 8 and monotonic clock 8 of the same instant, name length 1, name 64, CRC32C 4
 * record:  length 4 (of all of it), CRC32C 4 (of length and what follows), kind 1, index 8, monotonic clock 8, fields
 * </pre>
 */
final class Layout {

    /** "VBTRACE" and a line end: a file that was sent as text is seen to be damaged. */
    static final long MAGIC = 0x0A45434152544256L;

    static final int VERSION = 1;
    static final int NAME_BYTES = 64;
    static final int HEADER_BYTES = 8 + 4 + 4 + 16 + 8 + 8 + 8 + 1 + NAME_BYTES + 4;

    static final int CRC_OFFSET = 4;
    static final int KIND_OFFSET = 8;
    static final int INDEX_OFFSET = 9;
    static final int TIME_OFFSET = 17;
    static final int FIELDS_OFFSET = 25;

    /** More than a standing with 64 members and a view of that many that is merged of as many. */
    static final int LONGEST_RECORD = 1 << 18;

    private static final String SUFFIX = ".vbtrace";
    private static final int INCARNATION_DIGITS = 16;

    private Layout() {}

    /** Returns how the files of a member are called, whatever its incarnation. */
    static boolean isFileOf(String member, String file) {
        return file.matches(Pattern.quote(member) + "-[0-9a-f]{16}-[0-9]{6,}" + Pattern.quote(SUFFIX));
    }

    static boolean isSegment(String file) {
        return file.endsWith(SUFFIX);
    }

    static String fileName(Member member, int segment) {
        return String.format(
                Locale.ROOT,
                "%s-%s-%06d%s",
                member.name(),
                member.incarnation().toString().substring(0, INCARNATION_DIGITS),
                segment,
                SUFFIX);
    }
}
