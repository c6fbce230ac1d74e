package trapline.standin.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate for {@code localhost} and {@code 127.0.0.1} that signs itself and is
 * forgotten with the process. For tests and demos only.
 */
public final class SelfMadeCertificate {
    private static final String ALIAS = "stand-in";
    private static final long LONGEST_SECONDS = 60;

    private final KeyStore keyStore;
    private final char[] password;

    private SelfMadeCertificate(KeyStore keyStore, char[] password) {
        this.keyStore = keyStore;
        this.password = password;
    }

    /**
     * Makes a new one, which takes about a second.
     *
     * @throws IOException if the JDK's keytool is missing or fails
     */
    public static SelfMadeCertificate make() throws IOException {
        var folder = Files.createTempDirectory("stand-in-certificate");
        var file = folder.resolve("certificate.p12");
        var random = new byte[16];
        new SecureRandom().nextBytes(random);
        var password = HexFormat.of().formatHex(random).toCharArray();
        try {
            keytool(file, password);
            return new SelfMadeCertificate(KeyStore.getInstance(file.toFile(), password), password);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate that keytool made cannot be read", e);
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** For a server that shows this certificate. */
    public SSLContext server() {
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore, password);
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot use its own key", e);
        }
    }

    /** For a client that trusts this certificate and no other. */
    public SSLContext client() {
        try {
            var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            var context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the JDK cannot use its own certificate", e);
        }
    }

    public X509Certificate certificate() {
        try {
            return (X509Certificate) keyStore.getCertificate(ALIAS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key store is open but cannot be read", e);
        }
    }

    /** SHA-256 of the certificate, which clients may pin; 64 hexadecimal digits. */
    public String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(certificate().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Writes key and certificate as PKCS12, for servers that want a file. */
    public void write(Path file, String filePassword) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var copy = KeyStore.getInstance("PKCS12");
            copy.load(null, null);
            var letters = filePassword.toCharArray();
            copy.setKeyEntry(
                    ALIAS,
                    keyStore.getKey(ALIAS, password),
                    letters,
                    keyStore.getCertificateChain(ALIAS));
            copy.store(out, letters);
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be written to " + file, e);
        }
    }

    /** Writes the certificate alone as PKCS12, for clients that trust what stands in a file. */
    public void writeTrust(Path file, String filePassword) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            var trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry(ALIAS, certificate());
            trusted.store(out, filePassword.toCharArray());
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate cannot be written to " + file, e);
        }
    }

    private static void keytool(Path file, char[] password) throws IOException {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "30",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=DNS:localhost,IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass:env",
                        "KEY_STORE_PASSWORD");
        var builder = new ProcessBuilder(command);
        // Not an argument: every user of the machine can read those.
        builder.environment().put("KEY_STORE_PASSWORD", new String(password));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        var process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool could not make a certificate");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making a certificate", e);
        }
    }
}
