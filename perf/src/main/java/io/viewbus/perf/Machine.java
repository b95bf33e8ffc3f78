/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf;

import io.viewbus.perf.peers.AeronTuning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a reader must know of the machine to make sense of figures. */
final class Machine {

    private Machine() {}

    static Map<String, String> facts() {
        AeronTuning tuning = AeronTuning.ofLoopback();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
        facts.put("processor", line("/proc/cpuinfo", "model name"));
        facts.put("memory", line("/proc/meminfo", "MemTotal"));
        facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.version"));
        facts.put("jvmFlags", String.join(" ", MemberCommand.JVM_FLAGS));
        facts.put("loadBefore", load());
        facts.put("mtu", String.valueOf(tuning.mtu()));
        facts.put("receiverWindow", String.valueOf(tuning.window()));
        facts.put("socketReceiveBuffer", String.valueOf(tuning.receiveBuffer()));
        return facts;
    }

    /** The value of the first line that begins so. */
    private static String line(String file, String name) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }

    /** Who else was busy: the load average of a minute. */
    private static String load() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException e) {
            return "unknown";
        }
    }
}
