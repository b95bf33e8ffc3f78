/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {

    private static final String VIEW = """
            {"counter":3,"kind":"regular","members":[{"name":"ant"},{"name":"bee"}],"joined":[],"left":["cat"],"at":45296789,
             "tookMs":10.4,"departures":[{"member":"cat","cause":"link_broken",
             "reports":[{"by":"ant","silenceMs":1023.1},{"by":"bee","silenceMs":150.2}]}]}""";

    private static final String EVIDENCE = """
            {"view":%s,"seenBy":"ant","rule":"majority","ruleText":"more than half agreed","priorSize":3,"agreed":2,
             "heartbeatMs":100,"forgottenSteps":4,
             "steps":[{"kind":"promised","beforeMs":10.4,"member":"ant","round":3,"text":"promised"},
                      {"kind":"stopped","beforeMs":9.96,"text":"stopped delivering"}],
             "links":{"suspectAfterMs":1000,"members":["ant","cat","bee"],
                      "heardAgoMs":[[0,1023.1,1.2],[900,0,900],[16,150.2,0]]}}""";

    @Test
    void view_isOneLineWithTimeDurationAndCause() {
        assertThat(new ViewLine(ZoneOffset.UTC).write(JsonValue.parse(VIEW)))
                .isEqualTo("view 3 regular [ant bee] -cat at 12:34:56.789 took 10 ms"
                        + " (cat link broken, missed by ant 1023 ms, bee 150 ms)");
    }

    @Test
    void viewWithoutDepartures_isShorter() {
        String founding =
                "{\"counter\":1,\"kind\":\"regular\",\"members\":[{\"name\":\"ant\"}],\"joined\":[\"ant\"],\"at\":0}";
        assertThat(new ViewLine(ZoneOffset.UTC).write(JsonValue.parse(founding)))
                .isEqualTo("view 1 regular [ant] +ant at 00:00:00.000");
    }

    @Test
    void evidence_isTheWholeChain() {
        List<String> lines = EvidenceText.lines(JsonValue.parse(EVIDENCE.formatted(VIEW)));
        assertThat(lines)
                .containsExactly(
                        "view 3 regular [ant bee] -cat, as ant saw it",
                        "cat is out: link broken",
                        "    ant had missed it for 1023 ms, 10 heartbeats; 1000 ms are the limit",
                        "    bee had missed it for 150 ms, 1 heartbeat; 1000 ms are the limit",
                        "rule: more than half agreed: 2 of 3",
                        "deliveries stood still for 10 ms",
                        "steps, by the time before the view was installed:",
                        "    4 earlier ones were not kept",
                        "      10.4 ms  ant  promised, round 3",
                        "      10.0 ms  stopped delivering",
                        "who had heard whom, and how many ms ago, when it was decided (each row one member's ears):",
                        "             ant     cat     bee",
                        "     ant       .    1023       1",
                        "     cat     900       .     900",
                        "     bee      16     150       .");
    }

    @Test
    void json_isWrittenAsItWasRead() {
        String json = "{\"a\":[1,2.5,\"x\\\"\",true,null],\"b\":{}}";
        assertThat(JsonValue.parse(json).json()).isEqualTo(json);
    }
}
