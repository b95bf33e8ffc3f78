/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.member;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;

/**
 * The bytes that all other threads of this process allocated on the heap: those of the system and of its senders. The thread that asks
 * does not count, so what is spent on asking is not found in the answer.
 */
final class Allocation {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Map<Long, Long> before = bytesByThread();

    private static Map<Long, Long> bytesByThread() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int index = 0; index < ids.length; index++) {
            if (bytes[index] >= 0 && ids[index] != Thread.currentThread().getId()) {
                byThread.put(ids[index], bytes[index]);
            }
        }
        return byThread;
    }

    /** Returns how much was allocated since this was made; threads that ended meanwhile do not count. */
    long bytes() {
        long sum = 0;
        for (Map.Entry<Long, Long> thread : bytesByThread().entrySet()) {
            sum += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return sum;
    }
}
