/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Says which protocol was run: a hash over the sources of the two cores, membership and messaging, with their detector and wire
 * formats, the rules of the API that they go by, and the loop that turns them, without the threads around it. The build puts a copy of them beside the simulator; their classes would
 * differ from compiler to compiler.
 */
final class CoreHash {

    private static final int BYTES = 6;
    private static final String SOURCES = "core-sources";

    private CoreHash() {}

    /** Returns the first 12 hexadecimal digits of SHA-256 over names and contents of the sources, in order of names. */
    static String compute() {
        try {
            URI code = CoreHash.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            Path path = Path.of(code);
            if (Files.isDirectory(path)) {
                return hashOf(path.resolve(SOURCES));
            }
            try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + code), Map.of())) {
                return hashOf(jar.getPath(SOURCES));
            }
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hashOf(Path root) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (Stream<Path> walk = Files.walk(root)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
                    .toList();
            for (Path file : files) {
                digest.update(name(root, file).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
