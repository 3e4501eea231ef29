package dev.firstseen.cli;

import dev.firstseen.collect.time.SourceClock;
import dev.firstseen.engine.exception.Exemptions;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.audit.AuditSettings;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.networks.Networks;
import dev.firstseen.runtime.configuration.Configuration;
import dev.firstseen.runtime.configuration.ConfigurationReader;
import dev.firstseen.runtime.configuration.Kept;
import dev.firstseen.runtime.enrichment.NetworkEnrichment;
import dev.firstseen.runtime.live.Live;
import dev.firstseen.runtime.live.RecordReading;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.watch.Watch;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What the commands of the service make of its configuration. */
final class ServiceOptions {
    private ServiceOptions() {}

    /** Reads the configuration; all that is wrong with it is said at once. */
    static Configuration read(Path file, SourceClock clock, PrintWriter errors) {
        return usable(ConfigurationReader.read(file, text(file), ServiceOptions::environment, clock), errors);
    }

    /** Reads where the service keeps what it has; needs no secret of a source or sink. */
    static Kept readKept(Path file, PrintWriter errors) {
        return usable(ConfigurationReader.readKept(file, text(file), ServiceOptions::environment), errors);
    }

    private static Optional<String> environment(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            throw new UnusableInputException(
                    "There is no %s. 'firstseen init' writes one with comments.".formatted(file));
        } catch (IOException unreadable) {
            throw new UnusableInputException("%s cannot be read: %s".formatted(file, unreadable.getMessage()));
        }
    }

    private static <C> C usable(ConfigurationReader.Reading<C> reading, PrintWriter errors) {
        reading.problems().forEach(problem -> errors.println(VisibleLines.of(problem.render())));
        return reading.configuration()
                .orElseThrow(() -> new UnusableInputException("The configuration cannot be used as it is."));
    }

    /** @param ticks counts nanoseconds at the pace of the clock */
    static Watch.Setup setup(
            Configuration configuration, Clock clock, LongSupplier ticks, boolean once, PrintWriter errors) {
        Instant now = clock.instant();
        Networks networks = NetworkOptions.open(configuration.asTable(), configuration.geoTable());
        RuleFolder folder = RuleOptions.of(configuration.rules()).read(errors);
        List<Rule> rules = folder.rules();
        if (rules.isEmpty()) {
            throw new UnusableInputException("There is no rule to run.");
        }
        Playbooks playbooks = PlaybookOptions.read(configuration.playbooks(), errors);
        Exemptions exemptions = ExceptionOptions.of(configuration.exceptions())
                .read(rules, now, errors)
                .orElseGet(() ->
                        new Exemptions(List.of(), MicrosoftFields.INSTANCE, LocalDate.ofInstant(now, ZoneOffset.UTC)));
        Live.Plan plan = new Live.Plan(
                RuleFolder.compile(rules, MicrosoftFields.INSTANCE, clock::millis),
                folder.isComplete(),
                configuration.time(),
                configuration.lateness(),
                configuration.archiving(),
                new RecordReading(AuditSettings.NONE, new NetworkEnrichment(networks)),
                exemptions,
                playbooks,
                configuration.sinks().keySet(),
                networks.tables());
        return new Watch.Setup(
                plan, configuration.sources(), configuration.sinks(), configuration.keeping(), clock, ticks, once);
    }
}
