/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Mutants are changes of sources that move on: they must not rot. */
class MutantFilesTest {

    private static final List<String> FOUND_TWICE = List.of(
            "title: t",
            "breaks: b",
            "notes: n",
            "expect: e",
            "file: view-service/src/main/java/io/viewbus/membership/core/Quorum.java",
            "<<<<",
            "Quorum",
            "====",
            ">>>>");

    private final Checkout checkout = Checkout.find();

    @TestFactory
    Stream<DynamicTest> everyMutant_fitsTheSourcesAndCompiles() {
        MutantCompiler compiler = new MutantCompiler();
        return checkout.mutants().stream()
                .map(mutant -> DynamicTest.dynamicTest(
                        mutant.name(),
                        () -> assertThat(compiler.compile(mutant, checkout.apply(mutant)))
                                .isNotEmpty()));
    }

    @Test
    void aTextThatIsNotThereOnce_isAnError() {
        Mutant mutant = MutantFile.parse("00-rotten", FOUND_TWICE);
        assertThatIllegalStateException()
                .isThrownBy(() -> checkout.apply(mutant))
                .withMessageContaining("does not fit any more");
    }

    @Test
    void aFileThatIsNoMutant_isAnError() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MutantFile.parse("00-odd", FOUND_TWICE.subList(0, 7)))
                .withMessageContaining("complete change");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MutantFile.parse("00-odd", FOUND_TWICE.subList(1, 9)))
                .withMessageContaining("title");
    }
}
