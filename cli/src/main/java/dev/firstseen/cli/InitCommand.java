package dev.firstseen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen init}. */
@Command(
        name = "init",
        description =
                "Writes a configuration for 'firstseen watch', with comments, and says what permissions it needs.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {
    private static final List<String> KEPT = List.of("firstseen.db", "alerts.ndjson", "incoming");

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to write it; never over a file that is there. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the service is to keep its database and alerts. Default: the folder of the file")
    private Optional<Path> data = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        byte[] configuration;
        try (InputStream resource = InitCommand.class.getResourceAsStream("firstseen.toml")) {
            if (resource == null) {
                throw new IllegalStateException("the configuration is missing from this build");
            }
            configuration = placed(new String(resource.readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
        }
        try {
            Files.write(file, configuration, StandardOpenOption.CREATE_NEW);
        } catch (FileAlreadyExistsException there) {
            throw new UnusableInputException("There is a %s already; name another file.".formatted(file));
        }
        out.printf("Wrote %s.%n%n", file);
        out.println("""
                What remains to be done, by an administrator of the tenant in the Entra admin centre:
                  1. Register an application (App registrations, New registration); no redirect address is needed.
                  2. Give it application permissions, and grant admin consent for them:
                       Office 365 Management APIs: ActivityFeed.Read (for DLP.All, which is collected only where
                         content_types names it, also ActivityFeed.ReadDlp)
                       Microsoft Graph, for a source of that type: AuditLog.Read.All, and for risk detections
                         IdentityRiskEvent.Read.All
                     (sign-ins by Microsoft Graph need Entra ID P1 or P2; risk detections P2).
                  3. Make a client secret, and put it in the environment variable that the file names.
                  4. Turn auditing on, where it is not: Microsoft Purview, Audit.
                Then: firstseen watch --config FILE
                What it keeps is its owner's only: run status and history as the user of the service.""");
        out.flush();
        return 0;
    }

    /** With the whole path of what is kept, where another folder than the file's is to hold it. */
    private String placed(String configuration) {
        if (data.isEmpty()) {
            return configuration;
        }
        String placed = configuration;
        for (String name : KEPT) {
            String path = data.get().toAbsolutePath().resolve(name).toString();
            String quoted = path.replace("\\", "\\\\").replace("\"", "\\\"");
            String written = "path = \"" + name + "\"";
            if (!placed.contains(written)) {
                throw new IllegalStateException("the configuration that is written names no " + name);
            }
            placed = placed.replace(written, "path = \"" + quoted + "\"");
        }
        return placed;
    }
}
