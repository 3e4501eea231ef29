package dev.firstseen.deliver.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for a name that no public authority knows, made by the JDK's keytool.
 *
 * @param server what a server with this certificate is made with
 * @param trust that believes it
 */
public record PrivateAuthority(SSLContext server, Trust trust) {
    private static final String PASSWORD = "changeit";

    /** For a host name, in files of a folder that is empty. */
    public static PrivateAuthority of(String host, Path folder)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        Path pem = folder.resolve("authorities.pem");
        String name = "-dname CN=" + host + " -ext SAN=dns:" + host + " -ext bc:c";
        keytool(keys, "-genkeypair -keyalg EC -groupname secp256r1 -validity 2 -storetype PKCS12 " + name);
        keytool(keys, "-exportcert -rfc -file " + pem);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext server = SSLContext.getInstance("TLS");
        server.init(managers.getKeyManagers(), null, null);
        return new PrivateAuthority(server, new Trust(Optional.of(pem)));
    }

    private static void keytool(Path keys, String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of("-alias", "server", "-keystore", keys.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
