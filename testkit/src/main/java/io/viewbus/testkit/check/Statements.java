/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.check;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** What each property says, in a sentence. */
public final class Statements {

    private Statements() {}

    /**
     * Returns what a property says.
     *
     * @param number its number, such as D7
     * @return one sentence, or nothing if the number is not known
     */
    public static String of(String number) {
        Properties statements = new Properties();
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Statements.class.getResourceAsStream("statements.properties")),
                StandardCharsets.UTF_8)) {
            statements.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return statements.getProperty(number, "");
    }
}
