/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles changed sources against the classes of this program, in memory. */
final class MutantCompiler {

    private static final String SOURCES = "src/main/java/";

    private final JavaCompiler compiler;
    /** One for all mutants: it reads the class path only once. */
    private final StandardJavaFileManager standard;

    /**
     * Takes the compiler of the JDK.
     *
     * @throws IllegalStateException if this is no JDK
     */
    MutantCompiler() {
        JavaCompiler found = ToolProvider.getSystemJavaCompiler();
        if (found == null) {
            throw new IllegalStateException(
                    "mutants need a compiler: run this with a JDK, not with a Java runtime alone");
        }
        compiler = found;
        standard = found.getStandardFileManager(null, Locale.ROOT, null);
    }

    /**
     * Compiles the sources of one mutant.
     *
     * @param mutant whose they are
     * @param sources by their names from the root of the checkout
     * @return the classes, by binary name
     * @throws IllegalStateException if they do not compile
     */
    synchronized Map<String, byte[]> compile(Mutant mutant, Map<String, String> sources) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        Output output = new Output(standard);
        List<Source> units = sources.entrySet().stream().map(Source::new).toList();
        List<String> options =
                List.of("-proc:none", "-nowarn", "-classpath", System.getProperty("java.class.path", ""));
        if (!compiler.getTask(null, output, problems, options, null, units).call()) {
            throw new IllegalStateException("mutant " + mutant.name() + " does not compile: "
                    + problems.getDiagnostics().stream()
                            .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                            .map(Object::toString)
                            .collect(Collectors.joining("; ")));
        }
        return output.classes();
    }

    /** A changed source. */
    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(Map.Entry<String, String> entry) {
            super(URI.create("mutant:///" + after(entry.getKey(), SOURCES)), Kind.SOURCE);
            text = entry.getValue();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        private static String after(String path, String part) {
            return path.substring(path.indexOf(part) + part.length());
        }
    }

    /** Keeps what the compiler writes. */
    private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

        Output(JavaFileManager standard) {
            super(standard);
        }

        Map<String, byte[]> classes() {
            Map<String, byte[]> classes = new TreeMap<>();
            written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
            return classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            written.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("mutant:///" + className.replace('.', '/') + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
