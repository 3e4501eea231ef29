package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.diagnostic.Problem;
import dev.firstseen.engine.exception.Exemption;
import dev.firstseen.engine.exception.ExemptionReader;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Alerts that are known to be harmless. */
final class ExceptionOptions {

    @Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description = "Do not show alerts that meet a condition in this TOML file; they are counted.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--list-excepted", description = "List the alerts that an exception kept from being shown.")
    private boolean list;

    /** These exceptions, none where no file is named. */
    static ExceptionOptions of(Optional<Path> file) {
        ExceptionOptions options = new ExceptionOptions();
        options.file = file;
        return options;
    }

    /** The exceptions of a run; none where no file is named. */
    Optional<Exemptions> read(List<Rule> rules, Instant now, PrintWriter errors) {
        if (file.isEmpty()) {
            return Optional.empty();
        }
        ExemptionReader.Reading reading;
        try {
            reading = new ExemptionReader(MicrosoftFields.INSTANCE)
                    .read(file.get().toString(), Files.readString(file.get()));
        } catch (IOException failure) {
            throw new UnusableInputException("%s cannot be read: %s".formatted(file.get(), failure.getMessage()));
        }
        reading.problems().forEach(problem -> print(problem, errors));
        if (reading.hasErrors()) {
            throw new UnusableInputException("The exceptions cannot be used as they are.");
        }
        Exemptions exemptions = new Exemptions(
                reading.exemptions(), MicrosoftFields.INSTANCE, LocalDate.ofInstant(now, ZoneOffset.UTC));
        exemptions.problems(rules).forEach(problem -> print(problem, errors));
        return Optional.of(exemptions);
    }

    private static void print(Problem problem, PrintWriter errors) {
        errors.println(VisibleLines.of(problem.render()));
    }

    void list(Alert alert, Exemption exemption, PrintWriter errors) {
        if (list) {
            errors.printf(
                    "  excepted: %s %s, event %s: %s (%s, until %s)%n",
                    Instant.ofEpochMilli(alert.event().time()),
                    Visible.of(alert.rule().name()),
                    Visible.of(alert.event().id()),
                    Visible.of(exemption.reason()),
                    Visible.of(exemption.author()),
                    exemption.expires());
        }
    }
}
