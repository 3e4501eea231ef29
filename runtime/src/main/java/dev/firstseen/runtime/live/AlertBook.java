package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.Ndjson;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** As they were before, and as they are now, of those that were touched. */
    private final Map<String, Optional<Stored>> before = new HashMap<>();

    private final SequencedMap<String, Stored> after = new LinkedHashMap<>();

    private record Group(String rule, String tenant, String digest) {}

    /**
     * @param rules by id
     * @param format writes the documents of alerts
     * @param sinks that are told
     * @param now in milliseconds since 1970
     */
    AlertBook(Map<String, Rule> rules, Ndjson format, Collection<String> sinks, long now, Transaction transaction) {
        this.rules = rules;
        this.format = format;
        this.sinks = sinks;
        this.now = now;
        this.transaction = transaction;
        this.alerts = transaction.alerts();
    }

    /** Writes changes down; gives the alerts that are different now. */
    List<Stored> write(List<AlertChange> changes) {
        readBefore(changes);
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
        alerts.put(after.values());
        touched.forEach(this::regroup);
        tell();
        return List.copyOf(after.values());
    }

    private void readBefore(List<AlertChange> changes) {
        List<String> ids = changes.stream()
                .map(change -> switch (change) {
                    case AlertChange.Raised raised -> raised.alert().id();
                    case AlertChange.Withdrawn withdrawn -> withdrawn.id();
                })
                .distinct()
                .toList();
        Map<String, Stored> found = alerts.find(ids);
        ids.forEach(id -> before.put(id, Optional.ofNullable(found.get(id))));
    }

    private Optional<Stored> before(String id) {
        return before.getOrDefault(id, Optional.empty());
    }

    private Stored raised(AlertChange.Raised raised) {
        Alert alert = raised.alert();
        Matched cause = raised.cause();
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
                JsonWriter.bytes(format.document(alert).root()),
                cause.record());
        after.put(now.id(), now);
        return now;
    }

    private @Nullable Stored withdrawn(AlertChange.Withdrawn withdrawn) {
        Stored was = after.getOrDefault(withdrawn.id(), before(withdrawn.id()).orElse(null));
        if (was == null || was.state() == State.WITHDRAWN) {
            // An exception kept it from being raised, or the retention has let it go.
            return null;
        }
        Stored now = in(was, State.WITHDRAWN, "", withdrawn.note());
        after.put(now.id(), now);
        return now;
    }

    private static Stored in(Stored was, State state, String countedOn, String note) {
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
                was.document(),
                was.record());
    }

    private static String digest(List<SuppressedGroup.Term> terms) {
        String words =
                terms.stream().map(term -> term.field() + "=" + term.values()).collect(Collectors.joining("\0"));
        return UUID.nameUUIDFromBytes(words.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Suppression from a time on, as the engine's fold has it: the first opens a group, what follows soon counts on it. */
    private void regroup(Group group, long from) {
        Rule rule = rules.get(group.rule());
        if (rule == null || rule.suppression().isEmpty()) {
            return;
        }
        long duration = rule.suppression().get().duration().toMillis();
        Stored open = null;
        List<Stored> changed = new ArrayList<>();
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
                before.putIfAbsent(each.id(), Optional.of(each));
                after.put(now.id(), now);
                changed.add(now);
            }
        }
        alerts.put(changed);
    }

    private void tell() {
        after.values().forEach(now -> {
            Rule rule = rules.get(now.rule());
            if (rule == null || !rule.isBuildingBlock()) {
                tell(now, before(now.id()).map(Stored::state));
            }
        });
    }

    private void tell(Stored alert, Optional<State> was) {
        boolean told = was.isPresent() && was.get() == State.SHOWN;
        switch (alert.state()) {
            case SHOWN -> {
                if (!told) {
                    send(notice(alert));
                }
            }
            case WITHDRAWN -> {
                if (told) {
                    send(Notice.AlertWithdrawn.of(notice(alert), now, alert.note()));
                }
            }
            case COUNTED -> {}
        }
    }

    private Notice.AlertRaised notice(Stored alert) {
        return new Notice.AlertRaised(alert.id(), now, new Document(JsonText.object(alert.document())));
    }

    private void send(Notice notice) {
        transaction.outbox().add(sinks, notice.id(), NoticeJson.bytes(notice), now);
    }

    /** The format in which alerts are kept and told. */
    static Ndjson format(long now, List<String> networkTables) {
        return new Ndjson(Instant.ofEpochMilli(now), networkTables);
    }
}
