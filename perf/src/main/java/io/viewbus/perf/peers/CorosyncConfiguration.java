/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.perf.peers;

import io.viewbus.perf.member.MemberTask;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The configuration of the daemons: a node for each member, with addresses of the loopback interface, and nothing else that is not as
 * shipped but for what the variant says.
 */
public final class CorosyncConfiguration {

    /** As shipped: in real time, before all that is not. */
    public static final String DEFAULTS = "defaults";

    /** As other programs: on few cores, daemons in real time leave nothing to those who use them. */
    public static final String NOT_IN_REAL_TIME = "sched_rr: no, priority: 0";

    private static final String FORM = """
            totem {
                version: 2
                cluster_name: %s
                transport: knet
                crypto_cipher: none
                crypto_hash: none
                interface {
                    linknumber: 0
                    mcastport: %d
                }
            }
            nodelist {
            %s}
            logging {
                to_stderr: yes
                to_syslog: no
                to_logfile: no
            }
            system {
            %s
            }
            """;

    private CorosyncConfiguration() {}

    /** Returns the text of the file, the same for all members. */
    static String of(MemberTask task) {
        String nodes = IntStream.range(0, task.members())
                .mapToObj(CorosyncConfiguration::node)
                .collect(Collectors.joining());
        String system =
                task.variant().equals(DEFAULTS) ? "" : "    " + task.variant().replace(", ", "\n    ");
        return FORM.formatted(task.place().cluster(), task.place().port(), nodes, system);
    }

    private static String node(int index) {
        return """
                node {
                    name: %s
                    nodeid: %d
                    ring0_addr: 127.0.0.%d
                }
            """.formatted(name(index), index + 1, index + 1);
    }

    /** The host name by which a daemon knows which node it is. */
    static String name(int index) {
        return "member-" + index;
    }
}
