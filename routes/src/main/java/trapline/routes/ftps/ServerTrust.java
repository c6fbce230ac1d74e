package trapline.routes.ftps;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which server is believed to be the right one: with a fingerprint, only the one whose certificate
 * has it, whoever signed it; without, one whose certificate this machine trusts and that bears the
 * host's name. Messages of refusals say what was presented, so that it can be compared and pinned.
 */
final class ServerTrust extends X509ExtendedTrustManager {
    private final Optional<String> fingerprint;
    private final X509ExtendedTrustManager machine;

    private ServerTrust(Optional<String> fingerprint, X509ExtendedTrustManager machine) {
        this.fingerprint = fingerprint;
        this.machine = machine;
    }

    /**
     * A TLS context of its own, so that no other connection's session is ever continued.
     *
     * @param fingerprint SHA-256 of the certificate, as {@link #normalised} gives it
     */
    static SSLContext context(Optional<String> fingerprint) throws GeneralSecurityException {
        return context("TLS", fingerprint);
    }

    /**
     * @param protocol {@code TLS}, or the newest one to offer, such as {@code TLSv1.2}
     */
    static SSLContext context(String protocol, Optional<String> fingerprint)
            throws GeneralSecurityException {
        var trust = new ServerTrust(fingerprint, machine());
        var context = SSLContext.getInstance(protocol);
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    /**
     * The fingerprint as 64 lower-case hexadecimal digits.
     *
     * @throws IllegalArgumentException if it is no SHA-256 fingerprint
     */
    static String normalised(String fingerprint) {
        var digits = fingerprint.replace(":", "").replace(" ", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException(
                    "a fingerprint is the certificate's SHA-256: 64 hexadecimal digits");
        }
        return digits;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        if (fingerprint.isPresent()) {
            checkPinned(chain[0]);
            return;
        }
        try {
            machine.checkServerTrusted(chain, authType, socket);
        } catch (CertificateException e) {
            throw explained(chain, authType, e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Only sockets are used here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("The host must be known");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw new CertificateException("Clients are not checked here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return fingerprint.isPresent() ? new X509Certificate[0] : machine.getAcceptedIssuers();
    }

    private void checkPinned(X509Certificate certificate) throws CertificateException {
        var presented = fingerprintOf(certificate);
        if (!presented.equals(fingerprint.orElseThrow())) {
            throw new CertificateException(
                    "The server's certificate has the fingerprint %s, not the pinned %s. If the server's certificate was renewed, pin the new one; if not, somebody may stand between."
                            .formatted(presented, fingerprint.orElseThrow()));
        }
        checkDates(certificate, "renew it on the server and pin the new fingerprint");
    }

    private CertificateException explained(
            X509Certificate[] chain, String authType, CertificateException refusal)
            throws CertificateException {
        checkDates(chain[0], "renew it on the server");
        var presented = fingerprintOf(chain[0]);
        try {
            machine.checkServerTrusted(chain, authType);
        } catch (CertificateException e) {
            return new CertificateException(
                    "The server's certificate is not signed by anyone this machine trusts. If it is self-signed, set fingerprint to %s, after comparing that with the server's own."
                            .formatted(presented),
                    refusal);
        }
        return new CertificateException(
                "The server's certificate was made for another host name (%s). Use that name as host, or set fingerprint to %s."
                        .formatted(chain[0].getSubjectX500Principal().getName(), presented),
                refusal);
    }

    private static void checkDates(X509Certificate certificate, String remedy)
            throws CertificateException {
        try {
            certificate.checkValidity();
        } catch (CertificateExpiredException e) {
            throw new CertificateException(
                    "The server's certificate expired on %s: %s."
                            .formatted(certificate.getNotAfter().toInstant(), remedy),
                    e);
        } catch (CertificateNotYetValidException e) {
            throw new CertificateException(
                    "The server's certificate is valid from %s only. Is this machine's clock right?"
                            .formatted(certificate.getNotBefore().toInstant()),
                    e);
        }
    }

    private static String fingerprintOf(X509Certificate certificate) throws CertificateException {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new CertificateException("This Java has no SHA-256", e);
        }
    }

    private static X509ExtendedTrustManager machine() throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new GeneralSecurityException("This Java has no trust store"));
    }
}
