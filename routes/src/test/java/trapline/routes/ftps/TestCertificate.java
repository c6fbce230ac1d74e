package trapline.routes.ftps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A self-signed certificate in a key store. */
record TestCertificate(Path keyStore) {
    static final String PASSWORD = "for-tests-only";

    /** For localhost and 127.0.0.1, valid today. */
    static TestCertificate make(Path folder, String name) throws Exception {
        return make(folder, name, "-ext", "SAN=DNS:localhost,IP:127.0.0.1");
    }

    static TestCertificate make(Path folder, String name, String... more) throws Exception {
        var keyStore = folder.resolve(name + ".p12");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "server",
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-dname",
                                "CN=" + name,
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                keyStore.toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(List.of(more));
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("keytool.log")))
                .isZero();
        return new TestCertificate(keyStore);
    }

    X509Certificate certificate() throws GeneralSecurityException, IOException {
        return (X509Certificate) load().getCertificate("server");
    }

    String fingerprint() throws GeneralSecurityException, IOException {
        var encoded = certificate().getEncoded();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
    }

    KeyStore load() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keyStore)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Certificate and key in one file, as vsftpd wants them. */
    Path pem(Path file) throws GeneralSecurityException, IOException {
        var encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        var key = load().getKey("server", PASSWORD.toCharArray());
        return Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
                        .formatted(
                                encoder.encodeToString(key.getEncoded()),
                                encoder.encodeToString(certificate().getEncoded())));
    }
}
