/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.cli;

import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads numbers and complains about others in the words of people, who know no int and no long. */
final class WholeNumber<T> implements ITypeConverter<T> {

    private final Function<String, T> parse;

    private WholeNumber(Function<String, T> parse) {
        this.parse = parse;
    }

    /** Makes a command line with all its verbs read numbers like this. */
    static void registerIn(CommandLine line) {
        line.registerConverter(int.class, new WholeNumber<>(Integer::valueOf));
        line.registerConverter(Long.class, new WholeNumber<>(Long::valueOf));
    }

    @Override
    public T convert(String text) {
        try {
            return parse.apply(text);
        } catch (NumberFormatException e) {
            String what = text.matches("[-+]?[0-9]+") ? " is out of range" : " is no whole number";
            throw new TypeConversionException("\"" + text + "\"" + what);
        }
    }
}
