/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.aeron;

import io.aeron.CncFileDescriptor;
import io.aeron.exceptions.AeronException;
import io.viewbus.observe.Counter;
import io.viewbus.observe.CounterSnapshot;
import io.viewbus.observe.Spread;
import io.viewbus.observe.Timing;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.CountersReader;
import org.jspecify.annotations.Nullable;

/** The counters in the file of a driver, which may run in another process or not at all any more. */
final class CountersFile {

    private static final Map<Integer, Counter> BY_TYPE =
            Arrays.stream(Counter.values()).collect(Collectors.toMap(Counter::typeId, Function.identity()));

    private CountersFile() {}

    /** Reads the counters of a member; empty while its driver starts or is removed, and if it is of another version. */
    static Optional<CounterSnapshot> read(Path driver) {
        Path file = driver.resolve(CncFileDescriptor.CNC_FILE);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        MappedByteBuffer mapped = null;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            return countersIn(mapped);
        } catch (IOException | AeronException e) {
            return Optional.empty();
        } finally {
            BufferUtil.free(mapped);
        }
    }

    private static Optional<CounterSnapshot> countersIn(MappedByteBuffer mapped) {
        if (mapped.capacity() < CncFileDescriptor.META_DATA_LENGTH) {
            return Optional.empty();
        }
        DirectBuffer head = CncFileDescriptor.createMetaDataBuffer(mapped);
        int version = head.getInt(CncFileDescriptor.cncVersionOffset(0));
        if (version == 0) {
            return Optional.empty(); // The driver has not finished it.
        }
        CncFileDescriptor.checkVersion(version);
        return CncFileDescriptor.isCncFileLengthSufficient(head, mapped.capacity())
                ? snapshot(new CountersReader(
                        CncFileDescriptor.createCountersMetaDataBuffer(mapped, head),
                        CncFileDescriptor.createCountersValuesBuffer(mapped, head)))
                : Optional.empty();
    }

    private static Optional<CounterSnapshot> snapshot(CountersReader reader) {
        EnumMap<Counter, Long> values = new EnumMap<>(Counter.class);
        Map<Integer, Long> others = new HashMap<>();
        reader.forEach((counterId, typeId, key, label) -> {
            @Nullable Counter counter = BY_TYPE.get(typeId);
            if (counter != null) {
                values.put(counter, reader.getCounterValue(counterId));
            } else {
                others.put(typeId, reader.getCounterValue(counterId));
            }
        });
        return values.isEmpty() ? Optional.empty() : Optional.of(new CounterSnapshot(values, spreadsIn(others)));
    }

    private static Map<Timing, Spread> spreadsIn(Map<Integer, Long> byType) {
        EnumMap<Timing, Spread> spreads = new EnumMap<>(Timing.class);
        for (Timing timing : Timing.values()) {
            spreads.put(
                    timing,
                    new Spread(IntStream.range(0, Spread.BUCKETS)
                            .mapToObj(bucket -> byType.getOrDefault(timing.typeId(bucket), 0L))
                            .toList()));
        }
        return spreads;
    }
}
