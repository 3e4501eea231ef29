package dev.firstseen.deliver.sink;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whose certificates are believed. There is no way to believe all.
 *
 * @param authorities a PEM file of the authorities to believe; without one, those of the JDK
 */
public record Trust(Optional<Path> authorities) {
    public static final Trust PUBLIC = new Trust(Optional.empty());

    /**
     * What verifies by this trust.
     *
     * @throws IllegalArgumentException where the file cannot be read or holds no certificate
     */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            if (authorities.isEmpty()) {
                context.init(null, null, null);
                return context;
            }
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            try (InputStream pem = Files.newInputStream(authorities.get())) {
                for (Certificate certificate :
                        CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                    store.setCertificateEntry("authority " + store.size(), certificate);
                }
            }
            if (store.size() == 0) {
                throw new IllegalArgumentException(authorities.get() + " holds no certificate, expected PEM");
            }
            TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException failure) {
            throw new IllegalArgumentException("certificates of " + authorities + ": " + failure.getMessage(), failure);
        }
    }
}
