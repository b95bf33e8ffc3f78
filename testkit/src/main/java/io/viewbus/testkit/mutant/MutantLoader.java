/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Loads this project's classes again, those of a mutant in place of the original ones. All of them, not only the changed: classes
 * of one package see each other only if one loader made them.
 */
final class MutantLoader extends ClassLoader {

    private static final String PROJECT = "io.viewbus.";
    private static final String SEED = "io.viewbus.testkit.sim.OneSeed";
    private static final String SCENARIO = "io.viewbus.testkit.scenario.OneScenario";

    private final Map<String, byte[]> changed;

    MutantLoader(Map<String, byte[]> changed) {
        super(MutantLoader.class.getClassLoader());
        this.changed = changed;
    }

    /** Returns the simulation of one seed that says what was broken; what it takes are words of the command line. */
    Function<List<String>, List<String>> simulation() {
        return make(SEED);
    }

    /** Returns the run of one scenario that says what went wrong; what it takes are a name and lines. */
    Function<List<String>, List<String>> scenario() {
        return make(SCENARIO);
    }

    @SuppressWarnings("unchecked") // that is what both are; their own types are others in each loader
    private Function<List<String>, List<String>> make(String type) {
        try {
            return (Function<List<String>, List<String>>)
                    loadClass(type).getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PROJECT)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = changed.get(name);
        if (bytes == null) {
            bytes = original(name);
        }
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] original(String name) throws ClassNotFoundException {
        try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
