/* Copyright Viewbus contributors. SPDX-License-Identifier: Apache-2.0 */
package io.viewbus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.viewbus.view.ClusterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Off this machine: by TLS, for those who know the token. */
class TlsTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path directory;

    @Test
    void shouldServeByTls() throws IOException, GeneralSecurityException, InterruptedException {
        Path certificate = directory.resolve("cert.pem");
        Path key = directory.resolve("key.pem");
        makeCertificate(certificate, key);
        try (TestCluster cluster = new TestCluster()) {
            Http http = cluster.serve(
                            cluster.connect("ant"),
                            gateway -> gateway.bind("0.0.0.0", 0)
                                    .tls(certificate, key)
                                    .token(TOKEN))
                    .withClient(client -> client.secure(spec -> spec.sslContext(trustingAnybody())));
            assertThat(http.uri().getScheme()).isEqualTo("https");
            assertThat(http.get("/healthz").status()).isEqualTo(200);
            assertThat(http.get("/metrics").status()).isEqualTo(401);
            Http known = http.with("Authorization", "Bearer " + TOKEN);
            assertThat(known.get("/metrics").status()).isEqualTo(200);
            assertThat(known.with("Host", "cluster.example").get("/metrics").status())
                    .isEqualTo(200);
            assertThat(known.with("Origin", "https://evil.example")
                            .post("/api/v1/topics/x", "y")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithACertificate() throws IOException {
        Path nonsense = Files.writeString(directory.resolve("nonsense.pem"), "nonsense");
        try (TestCluster cluster = new TestCluster()) {
            var bus = cluster.connect("ant");
            Gateway gateway = Gateway.create().bind("127.0.0.1", 0).tls(nonsense, nonsense);
            assertThatThrownBy(() -> gateway.startNow(bus, TestCluster.PATIENCE))
                    .isInstanceOf(ClusterException.Environment.class)
                    .hasMessageContaining("both must be PEM");
        }
    }

    private static SslContext trustingAnybody() {
        try {
            return SslContextBuilder.forClient()
                    .trustManager(InsecureTrustManagerFactory.INSTANCE)
                    .build();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void makeCertificate(Path certificate, Path key)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "test",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        writePem(certificate, "CERTIFICATE", keys.getCertificate("test").getEncoded());
        writePem(key, "PRIVATE KEY", keys.getKey("test", PASSWORD).getEncoded());
    }

    private static void writePem(Path file, String type, byte[] content) throws IOException {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        Files.writeString(file, "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n");
    }
}
