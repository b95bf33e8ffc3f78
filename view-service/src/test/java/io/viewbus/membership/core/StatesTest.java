/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.membership.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The tables of legal moves are the code itself: {@code docs/STATES.md} and its picture are printed from them. */
class StatesTest {

    private static final Path DOCS = Path.of("../docs");

    /** What brings both up to date. */
    private static final String REFRESH = "mvn test -pl view-service -am -Dtest=StatesTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dviewbus.states=write";

    private static final List<StatesPicture.Machine> MACHINES = List.of(
            StatesPicture.machine("The life of a member", MembershipPhase.values(), PhaseMove.values()),
            StatesPicture.machine("The proposer", ProposerStage.values(), StageMove.values()),
            StatesPicture.machine("The acceptor", BallotState.values(), BallotMove.values()));

    @Test
    void theTableIsUpToDate() throws IOException {
        verify("STATES.md", String.join("\n", text()) + "\n");
    }

    @Test
    void thePictureIsUpToDate() throws IOException {
        verify("states.svg", String.join("\n", StatesPicture.draw(MACHINES)) + "\n");
    }

    @Test
    void noTwoMovesHaveTheSameEnds() {
        for (StatesPicture.Machine machine : MACHINES) {
            assertThat(machine.moves())
                    .extracting(move -> move.from() + " " + move.to())
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void aMoveThatIsNotInTheTable_throws() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Move.require(PhaseMove.values(), MembershipPhase.DONE, MembershipPhase.MEMBER))
                .withMessageContaining("DONE may not become MEMBER");
    }

    private static void verify(String name, String expected) throws IOException {
        Path file = DOCS.resolve(name);
        if ("write".equals(System.getProperty("viewbus.states"))) {
            Files.writeString(file, expected);
        }
        assertThat(Files.readString(file))
                .as("docs/%s is not what the code says; if the change is intended, run%n%s", name, REFRESH)
                .isEqualTo(expected);
    }

    private static List<String> text() {
        List<String> lines = new ArrayList<>(List.of(
                "# State machines",
                "",
                "Printed by `StatesTest` from the tables in the code, which throw at any other move. To bring this up to date:",
                "",
                "```",
                REFRESH,
                "```",
                "",
                "Each move is a mark, and `MarksTest` verifies that runs make it ([TESTING](TESTING.md#marks)); what it belongs to is in"
                        + " [PROTOCOL](PROTOCOL.md).",
                "",
                "![Moves by number, forward above and backward below](states.svg)"));
        for (StatesPicture.Machine machine : MACHINES) {
            lines.addAll(List.of(
                    "",
                    "## " + machine.title(),
                    "",
                    "| | from | to | on what | " + machine.table() + " |",
                    "|---|---|---|---|---|"));
            for (int i = 0; i < machine.moves().size(); i++) {
                Move<?> move = machine.moves().get(i);
                lines.add(String.format(
                        Locale.ROOT, "| %d | %s | %s | %s | %s |", i + 1, move.from(), move.to(), move.on(), move));
            }
        }
        return lines;
    }
}
