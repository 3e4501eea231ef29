package dev.firstseen.cli;

import dev.firstseen.deliver.terminal.Visible;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.rules.RuleFolder;
import dev.firstseen.runtime.rules.RuleTrial;
import dev.firstseen.runtime.rules.RuleTrials;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code firstseen rules test}: rules on their own examples. */
@Command(
        name = "test",
        description = "Tries rules on the raw records beside them: NAME.toml must alert on NAME.positive.ndjson, and"
                + " must not on NAME.negative.ndjson. A line '# expect: 3 alerts' in the rule says exactly how many."
                + " Exit status 1 where a rule fails.",
        mixinStandardHelpOptions = true)
final class RulesTestCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description = "Rule files or folders of them; Firstseen's own rules where none is named.")
    private List<Path> paths = new ArrayList<>();

    @Option(names = "-o", paramLabel = "FILE", description = "Write the report there instead of to standard output.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private NetworkOptions networks = new NetworkOptions();

    @Override
    public Integer call() throws IOException {
        Output.check(file, paths);
        RuleFolder folder = paths.isEmpty() ? OwnRules.get() : RuleFolder.read(paths, MicrosoftFields.INSTANCE);
        if (!folder.unreadable().isEmpty()) {
            throw new UnusableInputException(String.join(" ", folder.unreadable()));
        }
        if (folder.files().isEmpty()) {
            throw new UnusableInputException("There is no rule to try.");
        }
        List<RuleTrial> trials = new RuleTrials(networks.enrichment(), Instant.now()).of(folder);
        try (Writer out = Output.open(file)) {
            for (RuleTrial trial : trials) {
                write(trial, out);
            }
            long failed =
                    trials.stream().filter(RuleTrial.Failed.class::isInstance).count();
            out.write("%s: %,d passed, %,d failed.%n"
                    .formatted(ReadSummary.counted(trials.size(), "rule"), trials.size() - failed, failed));
            return failed == 0 ? 0 : Firstseen.FOUND;
        }
    }

    private static void write(RuleTrial trial, Writer out) throws IOException {
        String name = Visible.of(trial.file());
        switch (trial) {
            case RuleTrial.Passed passed ->
                out.write("ok    %s: %s in %s, none in %s%n"
                        .formatted(
                                name,
                                ReadSummary.counted(passed.alerts(), "alert"),
                                ReadSummary.counted(passed.positive(), "record"),
                                ReadSummary.counted(passed.negative(), "record")));
            case RuleTrial.Failed failed -> {
                out.write("FAIL  %s%n".formatted(name));
                for (String why : failed.why()) {
                    out.write("      %s%n".formatted(Visible.of(why)));
                }
            }
        }
    }
}
