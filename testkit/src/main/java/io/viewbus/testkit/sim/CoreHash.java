/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.testkit.sim;

import io.viewbus.core.MessagingParticipant;
import io.viewbus.membership.core.MembershipCore;
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

/** Says which code was run: a hash over the classes of membership and messaging. */
final class CoreHash {

    private static final int BYTES = 6;

    private CoreHash() {}

    /** Returns the first 12 hexadecimal digits of SHA-256 over names and contents of the class files, in order of names. */
    static String compute() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            add(digest, MembershipCore.class, "io/viewbus/membership");
            add(digest, MessagingParticipant.class, "io/viewbus/core");
            return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
        } catch (NoSuchAlgorithmException | URISyntaxException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Classes lie in a jar or, in tests, in a directory. */
    private static void add(MessageDigest digest, Class<?> member, String directory)
            throws IOException, URISyntaxException {
        URI source = member.getProtectionDomain().getCodeSource().getLocation().toURI();
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            addAll(digest, path, directory);
            return;
        }
        try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + source), Map.of())) {
            addAll(digest, jar.getPath("/"), directory);
        }
    }

    private static void addAll(MessageDigest digest, Path root, String directory) throws IOException {
        try (Stream<Path> walk = Files.walk(root.resolve(directory))) {
            List<Path> files = walk.filter(file -> file.toString().endsWith(".class"))
                    .sorted((a, b) -> name(root, a).compareTo(name(root, b)))
                    .toList();
            for (Path file : files) {
                digest.update(name(root, file).getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
