package dev.firstseen.runtime.rules;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.rule.ReadRule;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import dev.firstseen.runtime.scan.Scan;
import dev.firstseen.runtime.scan.ScanPlan;
import dev.firstseen.runtime.scan.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tries rules on the examples that lie beside them: {@code NAME.toml} alone must alert on {@code NAME.positive.ndjson} and
 * must not on {@code NAME.negative.ndjson}, raw records both. A line {@code # expect: 3 alerts} in the rule's file says how
 * many alerts it must be.
 */
public final class RuleTrials {

    private static final Pattern EXPECT = Pattern.compile("(?m)^# expect: (\\d{1,6}) alerts?$");

    /** So many are told of one file; a fixture that is wrong is wrong a thousand times. */
    private static final int MOST_TOLD = 5;

    private final UnaryOperator<Event> enrichment;
    private final Instant now;

    /**
     * @param enrichment what is added to every event, as in a scan
     * @param now what {@code now} means in the rules' queries
     */
    public RuleTrials(UnaryOperator<Event> enrichment, Instant now) {
        this.enrichment = enrichment;
        this.now = now;
    }

    /** One trial for each file, in their order. */
    public List<RuleTrial> of(RuleFolder folder) {
        return folder.files().stream().map(this::of).toList();
    }

    private RuleTrial of(ReadRule file) {
        return switch (file) {
            case ReadRule.Loaded loaded -> of(loaded.rule());
            case ReadRule.Unsupported unsupported ->
                new RuleTrial.Failed(
                        file.file(),
                        List.of("%s: it cannot run: %s waits for %s."
                                .formatted(unsupported.place(), unsupported.construct(), unsupported.awaits())));
            case ReadRule.Invalid invalid ->
                new RuleTrial.Failed(
                        file.file(),
                        invalid.problems().stream()
                                .map(problem -> "%s: %s".formatted(problem.place(), problem.message()))
                                .toList());
        };
    }

    private RuleTrial of(Rule rule) {
        List<String> wrong = new ArrayList<>();
        Optional<ScanResult> positive = scan(rule, "positive", wrong);
        Optional<ScanResult> negative = scan(rule, "negative", wrong);
        positive.ifPresent(result -> judgePositive(rule, result, wrong));
        negative.ifPresent(result -> judgeNegative(rule, result, wrong));
        if (wrong.isEmpty() && positive.isPresent() && negative.isPresent()) {
            return new RuleTrial.Passed(
                    rule.file(),
                    positive.get().alerts().size(),
                    positive.get().records(),
                    negative.get().records());
        }
        return new RuleTrial.Failed(rule.file(), wrong);
    }

    private static void judgePositive(Rule rule, ScanResult result, List<String> wrong) {
        int found = result.alerts().size();
        OptionalInt expected = expected(rule, wrong);
        if (expected.isPresent() && expected.getAsInt() != found) {
            wrong.add("%s: the number of alerts must be %d, but it is %d."
                    .formatted(example(rule, "positive"), expected.getAsInt(), found));
        } else if (expected.isEmpty() && found == 0) {
            wrong.add("%s: there is no alert, and there must be one; records: %d, of which the query matches: %d."
                    .formatted(example(rule, "positive"), result.records(), result.matching()));
        }
    }

    private static void judgeNegative(Rule rule, ScanResult result, List<String> wrong) {
        for (Alert alert : result.alerts().stream().limit(MOST_TOLD).toList()) {
            wrong.add("%s: there is an alert on the record with the id '%s', and there must be none."
                    .formatted(example(rule, "negative"), alert.event().id()));
        }
    }

    /** The rule alone over one of its examples; empty where there is none, which is then told. */
    private Optional<ScanResult> scan(Rule rule, String kind, List<String> wrong) {
        Path file = example(rule, kind);
        if (!Files.isRegularFile(file)) {
            wrong.add("%s: there is no such file.".formatted(file));
            return Optional.empty();
        }
        ScanPlan plan = ScanPlan.of(RuleFolder.compile(List.of(rule), MicrosoftFields.INSTANCE, now), enrichment);
        // What is asked of the alerts below, their number and ids, outlives the result's closing.
        try (Contents contents = Contents.of(List.of(file), InputStream.nullInputStream());
                ScanResult result = Scan.run(plan.audited(), contents)) {
            if (tellUnread(file, result, wrong)) {
                return Optional.empty();
            }
            return Optional.of(result);
        } catch (IOException failure) {
            wrong.add("%s: it cannot be read: %s.".formatted(file, failure.getMessage()));
            return Optional.empty();
        }
    }

    private static boolean tellUnread(Path file, ScanResult result, List<String> wrong) {
        int before = wrong.size();
        result.refusals().forEach(refusal -> wrong.add("%s: %s".formatted(refusal.name(), refusal.why())));
        for (ExportReport export : result.exports()) {
            export.failure().ifPresent(why -> wrong.add("%s: %s".formatted(file, why)));
            export.rejectedRows().stream()
                    .limit(MOST_TOLD)
                    .forEach(row -> wrong.add("%s:%d: the record cannot be used: %s"
                            .formatted(file, row.line(), row.rejection().sentence())));
        }
        if (wrong.size() == before && result.records() == 0) {
            wrong.add("%s: it holds no record.".formatted(file));
        }
        return wrong.size() > before;
    }

    private static OptionalInt expected(Rule rule, List<String> wrong) {
        try {
            Matcher matcher = EXPECT.matcher(Files.readString(Path.of(rule.file())));
            return matcher.find() ? OptionalInt.of(Integer.parseInt(matcher.group(1))) : OptionalInt.empty();
        } catch (IOException failure) {
            wrong.add("%s: it cannot be read again: %s.".formatted(rule.file(), failure.getMessage()));
            return OptionalInt.empty();
        }
    }

    private static Path example(Rule rule, String kind) {
        return Path.of(rule.file().replaceFirst("\\.toml$", "") + "." + kind + ".ndjson");
    }
}
