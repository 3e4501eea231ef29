package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.digest.Digest;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.rule.Rule;
import dev.firstseen.engine.suppression.Groups;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Alerts.State;
import dev.firstseen.store.Alerts.Stored;
import dev.firstseen.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what becomes of alerts within one transaction: raised, counted on another, withdrawn; and tells the sinks of
 * what they must know.
 */
final class AlertBook {
    private final Map<String, Rule> rules;
    private final Ndjson format;
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

    private record Group(String rule, String tenant, String digest) {}

    private AlertBook(
            Map<String, Rule> rules,
            Ndjson format,
            Collection<String> sinks,
            long now,
            Transaction transaction,
            Map<String, Stored> before) {
        this.rules = rules;
        this.format = format;
        this.sinks = sinks;
        this.now = now;
        this.transaction = transaction;
        this.alerts = transaction.alerts();
        this.before = before;
    }

    /**
     * Writes changes down; gives the alerts that are different now.
     *
     * @param rules by id
     * @param networkTables the tables in which addresses were looked up
     * @param sinks that are told
     * @param now in milliseconds since 1970
     */
    static List<Stored> write(
            List<AlertChange> changes,
            Map<String, Rule> rules,
            List<String> networkTables,
            Collection<String> sinks,
            long now,
            Transaction transaction) {
        if (changes.isEmpty()) {
            return List.of();
        }
        Ndjson format = new Ndjson(Instant.ofEpochMilli(now), networkTables);
        return new AlertBook(rules, format, sinks, now, transaction, before(changes, transaction.alerts()))
                .write(changes);
    }

    private List<Stored> write(List<AlertChange> changes) {
        Map<Group, Long> touched = new LinkedHashMap<>();
        for (AlertChange change : changes) {
            Stored now = switch (change) {
                case AlertChange.Raised raised -> raised(raised);
                case AlertChange.Withdrawn withdrawn -> withdrawn(withdrawn);
            };
            if (now != null && !now.group().isEmpty()) {
                touched.merge(new Group(now.rule(), now.tenant(), now.group()), now.time(), Math::min);
            }
        }
        // Those that share a group with others are found among them.
        alerts.put(after.values().stream()
                .filter(alert -> !alert.group().isEmpty())
                .toList());
        touched.forEach(this::regroup);
        tell();
        alerts.put(after.values());
        return List.copyOf(after.values());
    }

    private static Map<String, Stored> before(List<AlertChange> changes, Alerts alerts) {
        return alerts.find(changes.stream()
                .map(change -> switch (change) {
                    case AlertChange.Raised raised -> raised.alert().id();
                    case AlertChange.Withdrawn withdrawn -> withdrawn.id();
                })
                .toList());
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
                List.copyOf(Identities.names(alert.event())),
                groups.of(alert).map(AlertBook::digest).orElse(""),
                State.SHOWN,
                "",
                "",
                wasTold(alert.id()),
                JsonWriter.bytes(format.document(alert).root()),
                cause.record());
        after.put(now.id(), now);
        return now;
    }

    private @Nullable Stored withdrawn(AlertChange.Withdrawn withdrawn) {
        Stored was = after.getOrDefault(withdrawn.id(), before.get(withdrawn.id()));
        if (was == null || was.state() == State.WITHDRAWN) {
            // An exception kept it from being raised, or the retention has let it go.
            return null;
        }
        Stored now = in(was, State.WITHDRAWN, "", withdrawn.note());
        after.put(now.id(), now);
        return now;
    }

    private static Stored in(Stored was, State state, String countedOn, String note) {
        return with(was, state, countedOn, note, was.told());
    }

    private static Stored with(Stored was, State state, String countedOn, String note, boolean told) {
        return new Stored(
                was.id(),
                was.rule(),
                was.tenant(),
                was.dataset(),
                was.eventId(),
                was.time(),
                was.eventTime(),
                was.available(),
                was.names(),
                was.group(),
                state,
                countedOn,
                note,
                told,
                was.document(),
                was.record());
    }

    /** What a group agrees in, in few bytes. */
    static String digest(List<SuppressedGroup.Term> terms) {
        Digest digest = new Digest();
        terms.forEach(term -> digest.add(term.field().name()).addValues(term.values()));
        return digest.uuid();
    }

    /** Suppression from a time on, as the engine's fold has it: the first opens a group, what follows soon counts on it. */
    private void regroup(Group group, long from) {
        Rule rule = rules.get(group.rule());
        if (rule == null || rule.suppression().isEmpty()) {
            return;
        }
        long duration = rule.suppression().get().duration().toMillis();
        Stored open = null;
        for (Stored each : alerts.ofGroup(group.rule(), group.tenant(), group.digest(), from - duration)) {
            if (each.time() < from) {
                open = each.state() == State.SHOWN ? each : open;
                continue;
            }
            Stored now;
            if (open != null && each.time() - open.time() <= duration) {
                now = in(each, State.COUNTED, open.id(), "");
            } else {
                now = in(each, State.SHOWN, "", "");
                open = now;
            }
            if (now.state() != each.state() || !now.countedOn().equals(each.countedOn())) {
                after.put(now.id(), now);
            }
        }
    }

    /** Tells the sinks of alerts that stand, and that do not stand any more; whoever was told of one is told of its end. */
    private void tell() {
        List<Stored> told = new ArrayList<>();
        for (Stored alert : after.values()) {
            Rule rule = rules.get(alert.rule());
            boolean standalone = rule == null || !rule.isBuildingBlock();
            if (alert.state() == State.SHOWN && !alert.told() && standalone) {
                send(notice(alert));
                told.add(with(alert, alert.state(), alert.countedOn(), alert.note(), true));
            } else if (alert.state() == State.WITHDRAWN && alert.told()) {
                send(Notice.AlertWithdrawn.of(notice(alert), now, alert.note()));
                told.add(with(alert, alert.state(), alert.countedOn(), alert.note(), false));
            }
        }
        told.forEach(alert -> after.put(alert.id(), alert));
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
