package dev.synap.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.synap.core.error.InvalidInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What this server connects to, and how long it listens. */
class WebhookConnectionTest {

    private static final Duration PATIENT = Duration.ofSeconds(20);
    private static final SSLSocketFactory JDK_TLS = (SSLSocketFactory) SSLSocketFactory.getDefault();
    private static final InetAddress PUBLIC = InetAddress.ofLiteral("93.184.216.34");
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stopAlarms() {
        alarms.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "1.1.1.1", "100.63.255.255", "172.32.0.1", "2606:4700::1111", "2a00:1::1"})
    void publicAddresses_areAllowed(String address) throws IOException {
        Receivers receivers = new Receivers(false, host -> List.of(InetAddress.ofLiteral(address)));

        assertThat(receivers.check("url", "https://receiver.test/")).isEqualTo("https://receiver.test/");
        assertThat(receivers.address(URI.create("https://receiver.test/"))).isEqualTo(InetAddress.ofLiteral(address));
    }

    @Test
    void aNameThatStandsForAPrivateAddress_isRefused_evenIfForAPublicOneToo() {
        Receivers receivers = new Receivers(false, host -> List.of(PUBLIC, LOOPBACK));

        assertThatThrownBy(() -> receivers.check("url", "https://receiver.test/"))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.field()).isEqualTo("url"))
                .hasMessageContaining("SYNAP_WEBHOOK_ALLOW_PRIVATE=1");
    }

    @Test
    void aNameThatStandsForAPrivateAddressLater_isNotConnectedTo() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        Receivers receivers = new Receivers(false, host -> List.of(asked.getAndIncrement() == 0 ? PUBLIC : LOOPBACK));
        try (ServerSocket trap = new ServerSocket(0, 1, LOOPBACK)) {
            String url = "https://receiver.test:" + trap.getLocalPort() + "/";
            receivers.check("url", url);
            trap.setSoTimeout(1);

            assertThatThrownBy(() -> send(receivers, url)).hasMessage("the receiver's address is not public");
            assertThat(asked).hasValue(2);
            assertThatThrownBy(trap::accept).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void theAddressThatWasLookedAt_isTheOneConnectedTo() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        Receivers receivers = new Receivers(true, host -> {
            asked.incrementAndGet();
            return List.of(LOOPBACK);
        });
        try (ServerSocket server = answering("HTTP/1.1 204 No Content\r\n\r\n")) {
            assertThat(send(receivers, "http://receiver.test:" + server.getLocalPort() + "/")
                            .status())
                    .isEqualTo(204);
            assertThat(asked).hasValue(1);
        }
    }

    @Test
    void overPlainHttp_nothingIsSent_whereOnlyPublicAddressesAreAllowed() {
        Receivers receivers = new Receivers(false, host -> List.of(PUBLIC));

        assertThatThrownBy(() -> receivers.address(URI.create("http://receiver.test/")))
                .isInstanceOf(Receivers.RefusedAddressException.class);
    }

    @Test
    void aNameThatNobodyKnows_mayBeKnownLater() {
        Receivers receivers = new Receivers(false, host -> {
            throw new UnknownHostException(host);
        });

        assertThat(receivers.check("url", "https://receiver.test/")).isEqualTo("https://receiver.test/");
        assertThatThrownBy(() -> send(receivers, "https://receiver.test/")).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void aReceiverThatAnswersByteForByte_isTooSlow() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK)) {
            Thread dripping = Thread.startVirtualThread(() -> {
                try (Socket socket = server.accept()) {
                    while (true) {
                        socket.getOutputStream().write('x');
                        socket.setSoTimeout(20);
                        try {
                            socket.getInputStream().readNBytes(1 << 20);
                        } catch (java.net.SocketTimeoutException e) {
                            // Time for the next byte.
                        }
                    }
                } catch (IOException e) {
                    // The sender has hung up.
                }
            });

            assertThatThrownBy(() -> send(any(), "http://receiver.test:" + server.getLocalPort() + "/"))
                    .hasMessage("no answer within 500 ms");
            assertThat(dripping.join(Duration.ofSeconds(10))).isTrue();
        }
    }

    @Test
    void whatIsNotHttp_orHasAHeadWithoutEnd_isNoAnswer() throws Exception {
        try (ServerSocket server = answering("SSH-2.0-other\r\n")) {
            assertThatThrownBy(() -> send(any(), "http://receiver.test:" + server.getLocalPort() + "/"))
                    .hasMessage("the answer is not HTTP/1.1");
        }
        try (ServerSocket server = answering("HTTP/1.1 200 OK\r\nx: " + "y".repeat(20_000))) {
            assertThatThrownBy(() -> send(any(), "http://receiver.test:" + server.getLocalPort() + "/"))
                    .hasMessage("the answer's head is larger than 16384 bytes");
        }
        String words = "HTTP/1.1 103 Early Hints\r\nRetry-After: 1\r\n\r\n"
                + "HTTP/1.1 429 Too Many Requests\r\nServer: x\r\nretry-after:  120\r\n\r\n";
        try (ServerSocket server = answering(words)) {
            assertThat(send(any(), "http://receiver.test:" + server.getLocalPort() + "/"))
                    .isEqualTo(new Post.Answer(429, "120"));
        }
    }

    @Test
    void overTls_theCertificateMustBeTrusted_andTheHosts(@TempDir Path directory) throws Exception {
        SSLContext trusting = certified(directory.resolve("keys"), "receiver.test");
        HttpsServer server = HttpsServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(trusting));
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            String port = ":" + server.getAddress().getPort() + "/";

            assertThat(send(any(), "https://receiver.test" + port, PATIENT, trusting.getSocketFactory())
                            .status())
                    .isEqualTo(200);
            assertThatThrownBy(() -> send(any(), "https://other.test" + port, PATIENT, trusting.getSocketFactory()))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("other.test");
            assertThatThrownBy(() -> send(any(), "https://receiver.test" + port, PATIENT, JDK_TLS))
                    .isInstanceOf(SSLException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSealedSecret_opensOnlyForItsWebhook_andWithItsKey() {
        Secrets secrets = new Secrets(() -> new byte[32]);
        String secret = secrets.generate();
        var sealed = secrets.seal(secret, "w/one");

        assertThat(secrets.open(sealed, "w/one")).isEqualTo(secret);
        assertThat(new String(sealed.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain(secret.substring(6));
        assertThat(sealed.toString()).doesNotContain(secret);
        assertThatThrownBy(() -> secrets.open(sealed, "w/other")).isInstanceOf(IllegalStateException.class);
        byte[] other = new byte[32];
        other[0] = 1;
        assertThatThrownBy(() -> new Secrets(() -> other).open(sealed, "w/one"))
                .isInstanceOf(IllegalStateException.class);
    }

    private static Receivers any() {
        return new Receivers(true, host -> List.of(LOOPBACK));
    }

    private Post.Answer send(Receivers receivers, String url) throws IOException {
        return send(receivers, url, Duration.ofMillis(500), JDK_TLS);
    }

    private Post.Answer send(Receivers receivers, String url, Duration timeout, SSLSocketFactory tls)
            throws IOException {
        return new Post(receivers, timeout, alarms, tls).send(URI.create(url), Map.of(), "{}");
    }

    /** Has a certificate for this host, and trusts no other. */
    private static SSLContext certified(Path store, String host) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "receiver",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + host,
                        "-ext",
                        "san=dns:" + host,
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "for-tests")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        char[] password = "for-tests".toCharArray();
        KeyStore keys = KeyStore.getInstance(store.toFile(), password);
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("receiver", keys.getCertificate("receiver"));
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Answers each connection with the same words. */
    private static ServerSocket answering(String words) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Thread.startVirtualThread(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[4096]);
                socket.getOutputStream().write(words.getBytes(StandardCharsets.ISO_8859_1));
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test says what matters.
            }
        });
        return server;
    }
}
