package dev.firstseen.deliver.check;

import dev.firstseen.engine.check.CheckedPart;
import dev.firstseen.engine.check.CheckedRule;
import dev.firstseen.engine.check.Sighting;
import dev.firstseen.engine.check.Verdict;
import dev.firstseen.engine.presence.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Why a verdict was reached, in sentences. */
final class Wording {

    private Wording() {}

    static List<String> why(CheckedRule rule) {
        List<String> sentences = new ArrayList<>(why(rule.verdict(), "the rule"));
        for (CheckedPart part : rule.parts()) {
            if (!(part.verdict() instanceof Verdict.Live)) {
                why(part.verdict(), "it")
                        .forEach(sentence -> sentences.add("%s: %s: %s"
                                .formatted(part.name(), part.verdict().word(), sentence)));
            }
        }
        return sentences;
    }

    private static List<String> why(Verdict verdict, String asker) {
        return switch (verdict) {
            case Verdict.Runs _ -> List.of();
            case Verdict.Invalid _ -> List.of();
            case Verdict.Unsupported unsupported ->
                List.of("%d:%d: %s waits for %s."
                        .formatted(
                                unsupported.place().line(),
                                unsupported.place().column(),
                                unsupported.construct(),
                                unsupported.awaits()));
            case Verdict.NoData(List<String> wanted) ->
                List.of(
                        wanted.isEmpty()
                                ? "The data holds nothing that it is about."
                                : "The data holds no %s.".formatted(String.join(" and no ", wanted)));
            case Verdict.Live(List<Sighting> datasets) -> seen(datasets, asker);
            case Verdict.Blind(List<Sighting> datasets) -> seen(datasets, asker);
        };
    }

    private static List<String> seen(List<Sighting> datasets, String asker) {
        List<String> sentences = new ArrayList<>();
        for (Sighting seen : datasets) {
            if (seen.lacking().isEmpty()) {
                sentences.add("%s: the query matches %,d of %s."
                        .formatted(seen.dataset(), seen.matches(), records(seen.records())));
            }
            if (seen.alternatives()) {
                sentences.add("%s: %s needs at least one of these fields.".formatted(seen.dataset(), asker));
            }
            for (Sighting.Lack lack : seen.lacking()) {
                sentences.add("%s: %s.".formatted(seen.dataset(), lack(lack, seen.records())));
            }
        }
        return sentences;
    }

    private static String lack(Sighting.Lack lack, long records) {
        return switch (lack.presence()) {
            case Presence.Never() -> "none of %s holds %s".formatted(records(records), lack.field());
            case Presence.Hollow(SortedSet<String> words, boolean always) ->
                "%s %s '%s' in %s"
                        .formatted(
                                lack.field(),
                                always ? "is always" : "is never more than",
                                words.stream().collect(Collectors.joining("' or '")),
                                records(records));
            case Presence.Held() -> "%s is not what the query asks for".formatted(lack.field());
        };
    }

    static String records(long count) {
        return "%,d record%s".formatted(count, count == 1 ? "" : "s");
    }
}
