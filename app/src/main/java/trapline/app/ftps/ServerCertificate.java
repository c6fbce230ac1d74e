package trapline.app.ftps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import trapline.app.database.Secrets;

/** A self-signed certificate, made at the first start and kept in the data folder. */
public final class ServerCertificate {
    private static final String ALIAS = "trapline";

    private final Path keyStore;
    private final String password;

    private ServerCertificate(Path keyStore, String password) {
        this.keyStore = keyStore;
        this.password = password;
    }

    /**
     * @throws IOException if the folder cannot be written, or the JDK's keytool is missing
     */
    public static ServerCertificate in(Path folder) throws IOException {
        Files.createDirectories(folder);
        var password = Secrets.in(folder.resolve("ftps.password"));
        var keyStore = folder.resolve("ftps.p12");
        if (!Files.exists(keyStore)) {
            make(keyStore, password);
        }
        return new ServerCertificate(keyStore, password);
    }

    Path keyStore() {
        return keyStore;
    }

    String password() {
        return password;
    }

    /** SHA-256 of the certificate, which clients may pin; 64 hexadecimal digits. */
    public String fingerprint() throws IOException {
        try (InputStream in = Files.newInputStream(keyStore)) {
            var store = KeyStore.getInstance("PKCS12");
            store.load(in, password.toCharArray());
            var encoded = store.getCertificate(ALIAS).getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        } catch (GeneralSecurityException e) {
            throw new IOException("The certificate in %s cannot be read.".formatted(keyStore), e);
        }
    }

    private static void make(Path keyStore, String password) throws IOException {
        var unfinished = keyStore.resolveSibling("ftps.unfinished.p12");
        Files.deleteIfExists(unfinished);
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var builder =
                new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=trapline",
                        "-ext",
                        "SAN=DNS:localhost,DNS:trapline,IP:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        unfinished.toString(),
                        "-storepass:env",
                        "KEY_STORE_PASSWORD");
        // Not an argument: every user of the machine can read those.
        builder.environment().put("KEY_STORE_PASSWORD", password);
        var process =
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("keytool could not make a certificate for the FTPS server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while making the FTPS certificate", e);
        }
        Files.move(unfinished, keyStore, StandardCopyOption.ATOMIC_MOVE);
    }
}
