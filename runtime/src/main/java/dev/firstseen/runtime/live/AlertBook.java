package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.rule.AlertSuppression;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.suppression.Groups;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Alerts.State;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what becomes of alerts within one transaction: raised, amended, counted on another, withdrawn; and tells the sinks of
 * what they must know.
 */
final class AlertBook {
    /** How many alerts of a group are looked at at once. */
    private static final int AT_ONCE = 1_000;

    private final Map<String, Rule> rules;
    private final List<String> networkTables;
    private final Collection<String> sinks;
    private final long now;
    private final Transaction transaction;
    private final Alerts alerts;
    private final Groups groups = new Groups(MicrosoftFields.INSTANCE);

    /** As those were that changes name. */
    private final Map<String, Stored> before;

    /** As those are now that became different. */
    private final SequencedMap<String, Stored> after = new LinkedHashMap<>();

    /** Those that nobody can have been told of. */
    private final Set<String> fresh = new HashSet<>();

    private AlertBook(
            Map<String, Rule> rules,
            List<String> networkTables,
            Collection<String> sinks,
            long now,
            Transaction transaction,
            Map<String, Stored> before) {
        this.rules = rules;
        this.networkTables = networkTables;
        this.sinks = sinks;
        this.now = now;
        this.transaction = transaction;
        this.alerts = transaction.alerts();
        this.before = before;
    }

    /**
     * What was written.
     *
     * @param alerts those that are different now
     * @param heads the ids of those on which more are counted than before, or fewer
     */
    record Written(List<Stored> alerts, Set<String> heads) {
        Written {
            alerts = List.copyOf(alerts);
            heads = Set.copyOf(heads);
        }
    }

    /**
     * Writes changes down.
     *
     * @param rules by id
     * @param networkTables the tables in which addresses were looked up
     * @param sinks that are told
     * @param now in milliseconds since 1970
     */
    static Written write(
            List<AlertChange> changes,
            Map<String, Rule> rules,
            List<String> networkTables,
            Collection<String> sinks,
            long now,
            Transaction transaction) {
        if (changes.isEmpty()) {
            return new Written(List.of(), Set.of());
        }
        return new AlertBook(rules, networkTables, sinks, now, transaction, before(changes, transaction.alerts()))
                .write(changes);
    }

    private Written write(List<AlertChange> changes) {
        Regrouping regrouping = new Regrouping(alerts, this::suppressedFor, AT_ONCE);
        for (AlertChange change : changes) {
            switch (change) {
                case AlertChange.Raised raised -> {
                    Stored was = before.get(raised.id());
                    Stored now = raised(raised);
                    if (was == null || was.state() == State.WITHDRAWN) {
                        regrouping.touch(now);
                    } else {
                        regrouping.move(was, now);
                    }
                }
                case AlertChange.Amended amended -> amended(amended);
                case AlertChange.Withdrawn withdrawn -> {
                    Optional.ofNullable(before.get(withdrawn.id())).ifPresent(regrouping::touch);
                    withdrawn(withdrawn).ifPresent(regrouping::touch);
                }
            }
        }
        // Those that share a group with others are found among them.
        alerts.put(after.values().stream()
                .filter(alert -> !alert.group().isEmpty())
                .toList());
        regrouping.apply().forEach(turned -> after.put(turned.id(), turned));
        tell();
        alerts.put(after.values());
        return new Written(List.copyOf(after.values()), regrouping.heads());
    }

    private Optional<Duration> suppressedFor(String rule) {
        return Optional.ofNullable(rules.get(rule)).flatMap(Rule::suppression).map(AlertSuppression::duration);
    }

    private static Map<String, Stored> before(List<AlertChange> changes, Alerts alerts) {
        return alerts.find(changes.stream().map(AlertChange::id).toList());
    }

    private boolean wasTold(String id) {
        Stored was = before.get(id);
        return was != null && was.told();
    }

    private Stored raised(AlertChange.Raised raised) {
        Alert alert = raised.alert();
        Matched cause = raised.cause();
        if (!before.containsKey(alert.id())) {
            fresh.add(alert.id());
        }
        Stored now = new Stored(
                alert.id(),
                alert.rule().id(),
                alert.event().tenant(),
                alert.event().dataset(),
                alert.event().id(),
                cause.time(),
                alert.event().time(),
                cause.available(),
                // Of an event whose record is gone nobody can be investigated.
                cause.record().length == 0 ? List.of() : List.copyOf(Identities.concerned(alert.event())),
                groups.of(alert).map(AlertBook::digest).orElse(""),
                raised.owner(),
                State.SHOWN,
                "",
                "",
                wasTold(alert.id()),
                document(alert, before.get(alert.id())),
                cause.record());
        after.put(now.id(), now);
        return now;
    }

    private void amended(AlertChange.Amended amended) {
        after.put(amended.id(), amended.was().with(document(amended.alert(), amended.was())));
    }

    /** One that stands already keeps the time at which it was raised. */
    private byte[] document(Alert alert, @Nullable Stored was) {
        Instant raised = was == null || was.state() == State.WITHDRAWN
                ? Instant.ofEpochMilli(now)
                : Instant.parse(new WrittenFields(new Document(JsonText.object(was.document())))
                        .text("@timestamp")
                        .orElseThrow());
        return JsonWriter.bytes(
                new Ndjson(raised, networkTables).document(alert).root());
    }

    private Optional<Stored> withdrawn(AlertChange.Withdrawn withdrawn) {
        Stored was = after.getOrDefault(withdrawn.id(), before.get(withdrawn.id()));
        if (was == null || was.state() == State.WITHDRAWN) {
            // An exception kept it from being raised, or the retention has let it go.
            return Optional.empty();
        }
        Stored now = was.in(State.WITHDRAWN, "", withdrawn.note());
        after.put(now.id(), now);
        return Optional.of(now);
    }

    /** What a group agrees in, in few bytes. */
    static String digest(List<SuppressedGroup.Term> terms) {
        Digest digest = new Digest();
        terms.forEach(term -> digest.add(term.field().name()).addValues(term.values()));
        return digest.uuid();
    }

    /** Tells the sinks of alerts that stand; whoever was told of one is told how it changes, and of its end. */
    private void tell() {
        List<Stored> told = new ArrayList<>();
        for (Stored alert : after.values()) {
            Rule rule = rules.get(alert.rule());
            boolean standalone = rule == null || !rule.isBuildingBlock();
            if (!alert.told()) {
                if (alert.state() == State.SHOWN && standalone) {
                    send(notice(alert));
                    told.add(alert.told(true));
                }
            } else if (alert.state() == State.WITHDRAWN) {
                send(Notice.AlertWithdrawn.of(notice(alert), now, alert.note()));
                told.add(alert.told(false));
            } else if (isToldOtherwise(alert)) {
                send(Notice.AlertAmended.of(notice(alert), now));
            }
        }
        told.forEach(alert -> after.put(alert.id(), alert));
    }

    private boolean isToldOtherwise(Stored alert) {
        Stored was = before.get(alert.id());
        return was != null && !Arrays.equals(was.document(), alert.document());
    }

    private Notice.AlertRaised notice(Stored alert) {
        Document document = new Document(JsonText.object(alert.document()));
        return fresh.contains(alert.id())
                ? new Notice.AlertRaised(alert.id(), now, document)
                : Notice.AlertRaised.again(alert.id(), now, document);
    }

    private void send(Notice notice) {
        transaction.outbox().add(sinks, notice.id(), NoticeJson.bytes(notice), now);
    }
}
