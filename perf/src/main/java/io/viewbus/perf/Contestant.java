/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.Order;
import io.viewbus.perf.member.Contender;
import io.viewbus.perf.member.Ledger;
import io.viewbus.perf.member.MemberTask;
import io.viewbus.perf.member.RawContender;
import io.viewbus.perf.member.ViewbusContender;
import io.viewbus.perf.peers.AeronContender;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A system that can be measured. */
enum Contestant {
    /** Viewbus through its reactive API. */
    VIEWBUS("viewbus"),
    /** Viewbus without objects: bytes in and out. */
    VIEWBUS_RAW("viewbus-raw"),
    /** Aeron alone, all members to all. */
    AERON("aeron");

    private final String label;

    Contestant(String label) {
        this.label = label;
    }

    Contender make(MemberTask task, Ledger ledger) {
        return switch (this) {
            case VIEWBUS -> new ViewbusContender(task, ledger);
            case VIEWBUS_RAW -> new RawContender(task, ledger);
            case AERON -> new AeronContender(task, ledger);
        };
    }

    /** Aeron knows the order of a sender only, whatever was asked for. */
    Order orderFor(Order wanted) {
        return this == AERON ? Order.FIFO : wanted;
    }

    /** Tells whether all members must deliver in the same order. */
    boolean agreesOnOrder(Order wanted) {
        return orderFor(wanted).compareTo(Order.TOTAL) >= 0;
    }

    /** What people call it. */
    @Override
    public String toString() {
        return label;
    }

    /** Reads what people call it. */
    static final class Converter implements CommandLine.ITypeConverter<Contestant> {
        @Override
        public Contestant convert(String value) {
            return Stream.of(values())
                    .filter(contestant -> contestant.label.equalsIgnoreCase(value))
                    .findFirst()
                    .orElseThrow(() -> new CommandLine.TypeConversionException(
                            "there is no system \"" + value + "\", only " + Arrays.toString(values())));
        }
    }
}
