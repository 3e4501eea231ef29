package dev.firstseen.runtime.live;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.AlertId;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.fold.Change;
import dev.firstseen.engine.newterms.History;
import dev.firstseen.engine.newterms.NewTermsInAnyOrder;
import dev.firstseen.engine.newterms.Runs;
import dev.firstseen.engine.newterms.Sightings;
import dev.firstseen.engine.newterms.Term;
import dev.firstseen.engine.rule.Detection;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.store.Ledger.EventKey;
import dev.firstseen.store.Stale;
import dev.firstseen.store.Terms;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** A {@code new_terms} rule within one transaction. */
final class FirstSeenRun implements RuleRun {
    private final Rule rule;
    private final int memory;
    private final NewTermsInAnyOrder fold;
    private final TermReading reading;
    private final Terms terms;
    private final Stale stale;
    private final Histories histories;
    private final long now;

    /** What of the memory was read, with all changes since. */
    private final Map<Terms.Key, Terms.Remembered> known = new HashMap<>();

    private final Map<Terms.Key, Terms.Remembered> unsaved = new HashMap<>();

    /** Events that were counted before, and at what time. */
    private final Map<EventKey, Long> moved = new HashMap<>();

    /** From when on what is told of whose history may have changed. */
    private final Map<Histories.Whose, Long> seen = new HashMap<>();

    /** @param now since when histories are stale that it changes, and after which a time is to come; in milliseconds since 1970 */
    FirstSeenRun(
            LiveRule rule,
            Detection.NewTerms detection,
            Duration lateness,
            Transaction transaction,
            Observed observed,
            long now) {
        this.rule = rule.rule();
        this.memory = rule.memory().number();
        this.fold = new NewTermsInAnyOrder(detection.historyWindow(), lateness, now);
        this.reading = new TermReading(detection.fields());
        this.terms = transaction.terms();
        this.stale = transaction.stale();
        this.histories = new Histories(rule.memory(), detection, terms, observed);
        this.now = now;
    }

    private record Read(Matched matched, List<Term> terms) {}

    /** A change of which nothing is told yet: that is left until the memory has all. */
    private record Untold(Matched cause, Term term, Change<Runs.Run> change) {}

    /** An event that raised an alert at a time which it left. */
    private record Raiser(Terms.Key key, String eventId) {}

    @Override
    public List<AlertChange> run(List<Matched> matched) {
        return take(matched).stream().map(this::told).toList();
    }

    @Override
    public void remember(List<Matched> matched) {
        take(matched);
    }

    private List<Untold> take(List<Matched> matched) {
        List<Read> read = matched.stream()
                .map(each -> new Read(each, reading.of(each.event())))
                .toList();
        load(read);
        SequencedMap<Raiser, Untold> left = new LinkedHashMap<>();
        for (Read each : read) {
            leave(each, left);
        }
        List<Untold> changes = new ArrayList<>();
        for (Read each : read) {
            take(each, changes);
        }
        // One that is raised at its new time as well is told anew, not withdrawn.
        changes.forEach(change -> {
            if (change.change() instanceof Change.Raised<Runs.Run>(Runs.Run run)) {
                left.remove(new Raiser(key(change.cause(), change.term()), run.firstId()));
            }
        });
        changes.addAll(0, left.values());
        terms.save(unsaved);
        unsaved.clear();
        histories.changed(seen, stale, now);
        seen.clear();
        return changes;
    }

    private void load(List<Read> read) {
        Set<Terms.Key> wanted = new HashSet<>();
        for (Read each : read) {
            each.terms().forEach(term -> wanted.add(key(each.matched(), term)));
        }
        wanted.removeAll(known.keySet());
        known.putAll(terms.load(wanted));
    }

    private Terms.Key key(Matched matched, Term term) {
        return new Terms.Key(memory, matched.event().tenant(), term);
    }

    /** Takes an event that moved away from the time at which it counted. */
    private void leave(Read read, Map<Raiser, Untold> left) {
        Matched matched = read.matched();
        Long from = moved.get(matched.key());
        if (from == null) {
            return;
        }
        for (Term term : read.terms()) {
            Terms.Key key = key(matched, term);
            Terms.Remembered before = known.get(key);
            if (before != null) {
                String id = matched.event().id();
                var step = fold.left(before.runs(), from, id);
                step.reports().forEach(change -> left.put(new Raiser(key, id), new Untold(matched, term, change)));
                known.put(key, new Terms.Remembered(step.memory(), before.sightings(), step.until()));
            }
        }
    }

    private void take(Read read, List<Untold> changes) {
        Matched matched = read.matched();
        boolean counted = moved.containsKey(matched.key());
        long own = matched.event().time();
        for (Term term : read.terms()) {
            Terms.Key key = key(matched, term);
            Optional<Terms.Remembered> before = Optional.ofNullable(known.get(key));
            var step = fold.step(
                    before.map(Terms.Remembered::runs).orElse(Runs.NONE),
                    matched.time(),
                    matched.event().id());
            step.reports().forEach(change -> changes.add(new Untold(matched, term, change)));
            Sightings sightings = before.map(Terms.Remembered::sightings).orElse(Sightings.NONE);
            Terms.Remembered after =
                    new Terms.Remembered(step.memory(), counted ? sightings : sightings.with(own), step.until());
            known.put(key, after);
            unsaved.put(key, after);
            if (!counted) {
                seen.merge(new Histories.Whose(matched.event().tenant(), term.first()), own, Math::min);
            }
        }
    }

    private AlertChange told(Untold untold) {
        return switch (untold.change()) {
            case Change.Raised<Runs.Run> _ -> raised(untold.cause(), untold.term());
            case Change.Withdrawn<Runs.Run>(Runs.Run run) -> withdrawn(untold.cause(), untold.term(), run);
        };
    }

    private AlertChange raised(Matched matched, Term term) {
        Event event = matched.event();
        History history = histories.of(event, matched.time(), term);
        String id = AlertId.of(rule, event, term.values());
        return new AlertChange.Raised(
                new Alert.FirstSeen(id, rule, event, term.values(), history),
                matched,
                histories.owner(new Histories.Whose(event.tenant(), term.first())));
    }

    private AlertChange withdrawn(Matched by, Term term, Runs.Run run) {
        List<Value.Scalar> values = term.values();
        return new AlertChange.Withdrawn(
                AlertId.of(rule.id(), by.event().tenant(), run.firstId(), values),
                run.firstId().equals(by.event().id())
                        ? "Withdrawn: its record counts by an earlier time, %s, at which this was known."
                                .formatted(Instant.ofEpochMilli(by.time()))
                        : "Withdrawn: a record that came late shows that this had been seen at %s, by %s."
                                .formatted(
                                        Instant.ofEpochMilli(by.time()),
                                        by.event().id()));
    }

    @Override
    public PassedOver passedOver() {
        return reading.and(PassedOver.NOTHING);
    }

    @Override
    public void moved(Matched to, long from) {
        moved.put(to.key(), from);
    }
}
