package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.fold.Change;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.NewTermsInAnyOrder;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.newterms.TermReader;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Ledger.EventKey;
import dev.firstseen.store.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code new_terms} rule within one transaction. */
final class FirstSeenRun implements RuleRun {
    /** How many terms of one first value an alert lists, as in a scan. */
    private static final int LISTED = 50;

    private final Rule rule;
    private final int memory;
    private final long since;
    private final Detection.NewTerms detection;
    private final NewTermsInAnyOrder fold;
    private final TermReader reader;
    private final Terms terms;
    private final Observed observed;

    /** What of the memory was read, with all changes since. */
    private final Map<Terms.Key, Terms.Remembered> known = new HashMap<>();

    private final Map<Terms.Key, Terms.Remembered> unsaved = new HashMap<>();

    /** Events that were counted before. */
    private final Set<EventKey> moved = new HashSet<>();

    FirstSeenRun(LiveRule rule, Detection.NewTerms detection, Duration lateness, Terms terms, Observed observed) {
        this.rule = rule.rule();
        this.memory = rule.memory().number();
        this.since = rule.memory().since();
        this.detection = detection;
        this.fold = new NewTermsInAnyOrder(detection.historyWindow(), lateness);
        this.reader = new TermReader(detection.fields(), MicrosoftFields.INSTANCE);
        this.terms = terms;
        this.observed = observed;
    }

    private record Read(Matched matched, List<Term> terms) {}

    @Override
    public List<AlertChange> run(List<Matched> matched) {
        List<Read> read = matched.stream()
                .map(each -> new Read(each, reader.read(each.event()).terms()))
                .toList();
        load(read);
        List<AlertChange> changes = new ArrayList<>();
        for (Read each : read) {
            take(each, changes);
        }
        save();
        return changes;
    }

    private void load(List<Read> read) {
        Set<Terms.Key> wanted = new HashSet<>();
        for (Read each : read) {
            each.terms().forEach(term -> wanted.add(key(each, term)));
        }
        wanted.removeAll(known.keySet());
        known.putAll(terms.load(wanted));
    }

    private Terms.Key key(Read read, Term term) {
        return new Terms.Key(memory, read.matched().event().tenant(), term);
    }

    private void take(Read read, List<AlertChange> changes) {
        Matched matched = read.matched();
        Map<Terms.Key, Terms.Remembered> after = new HashMap<>();
        int more = moved.contains(matched.key()) ? 0 : 1;
        for (Term term : read.terms()) {
            Terms.Key key = key(read, term);
            Optional<Terms.Remembered> before = Optional.ofNullable(known.get(key));
            var step = fold.step(
                    before.map(Terms.Remembered::runs).orElse(Runs.NONE),
                    matched.time(),
                    matched.event().id());
            for (Change<Runs.Run> change : step.reports()) {
                changes.add(
                        switch (change) {
                            case Change.Raised<Runs.Run> _ -> raised(matched, term, before);
                            case Change.Withdrawn<Runs.Run>(Runs.Run run) -> withdrawn(matched, term, run);
                        });
            }
            after.put(
                    key,
                    new Terms.Remembered(
                            step.memory(),
                            more + before.map(Terms.Remembered::count).orElse(0L),
                            Math.min(
                                    matched.time(),
                                    before.map(Terms.Remembered::first).orElse(Long.MAX_VALUE)),
                            step.until()));
        }
        // Only now: what an event brings is not earlier than the event.
        known.putAll(after);
        unsaved.putAll(after);
    }

    private void save() {
        terms.save(unsaved);
        unsaved.clear();
    }

    private AlertChange raised(Matched matched, Term term, Optional<Terms.Remembered> before) {
        String id = AlertId.of(rule, matched.event(), term.values());
        History history = history(matched, term, before);
        return new AlertChange.Raised(new Alert.FirstSeen(id, rule, matched.event(), term.values(), history), matched);
    }

    private AlertChange withdrawn(Matched by, Term term, Runs.Run run) {
        List<Value.Scalar> values = term.values();
        return new AlertChange.Withdrawn(
                AlertId.of(rule.id(), by.event().tenant(), run.firstId(), values),
                "Withdrawn: a record that came late shows that this had been seen at %s, by %s."
                        .formatted(Instant.ofEpochMilli(by.time()), by.event().id()));
    }

    private History history(Matched matched, Term term, Optional<Terms.Remembered> before) {
        save();
        long window = detection.historyWindow().toMillis();
        Terms.Sharing sharing = terms.sharing(memory, matched.event().tenant(), term.first(), LISTED + 1);
        List<History.Earlier> earlier = sharing.most().stream()
                .filter(entry -> !entry.term().equals(term))
                .limit(LISTED)
                .map(entry -> earlier(entry.term(), entry.remembered()))
                .toList();
        long others = sharing.all() - (before.isPresent() ? 1 : 0);
        return new History(
                window,
                coverage(matched, window),
                before.map(remembered -> earlier(term, remembered)),
                earlier,
                Math.toIntExact(Math.clamp(others - earlier.size(), 0, Integer.MAX_VALUE)));
    }

    /** What was observed before the memory began was not remembered. */
    private double coverage(Matched matched, long window) {
        long start = Math.max(since, matched.time() - window);
        if (start >= matched.time()) {
            return 0;
        }
        double share = observed.share(matched.event().tenant(), matched.event().dataset(), start, matched.time());
        return share * (matched.time() - start) / window;
    }

    private static History.Earlier earlier(Term term, Terms.Remembered remembered) {
        return new History.Earlier(
                term.values(),
                remembered.count(),
                remembered.first(),
                remembered.runs().last());
    }

    /** A run has no use for the time at which an event counted before: the term was seen then, too. */
    @Override
    public void moved(Matched to, long from) {
        moved.add(to.key());
    }
}
