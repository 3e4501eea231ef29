package dev.firstseen.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code firstseen init}. */
@Command(
        name = "init",
        description =
                "Writes a configuration for 'firstseen watch', with comments, and says what permissions it needs.",
        mixinStandardHelpOptions = true)
final class InitCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "Where to write it; never over a file that is there. Default: ${DEFAULT-VALUE}")
    private Path file = Path.of("firstseen.toml");

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
            configuration = resource.readAllBytes();
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
                Then: firstseen watch --config FILE""");
        out.flush();
        return 0;
    }
}
