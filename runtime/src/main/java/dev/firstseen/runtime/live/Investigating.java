package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.alert.SuppressedGroup;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.suppression.Groups;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Store;
import dev.firstseen.store.Transaction;
import dev.firstseen.store.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Investigates accounts about which there are alerts, from the archive, and writes down what is different. */
final class Investigating {
    private final Groups groups = new Groups(MicrosoftFields.INSTANCE);
    private final Playbooks playbooks;
    private final Incidents incidents;
    private final Recall recall;
    private final Traces traces;
    private final Collection<String> sinks;

    Investigating(Playbooks playbooks, Recall recall, Collection<String> sinks) {
        this.playbooks = playbooks;
        this.incidents = new Incidents(playbooks, MicrosoftFields.INSTANCE);
        this.recall = recall;
        this.traces = new Traces(new Tracer(recall.reading(), incidents.traced(), Tracer.Limits.usual()));
        this.sinks = List.copyOf(sinks);
    }

    /** Records that were all available before a time are about to be let go of. */
    void forgetting(long available) {
        traces.forgetting(available);
    }

    private record Opened(Case open, Incident incident) {
        Agenda.Reach reach() {
            Subject subject = open.subject();
            return new Agenda.Reach(
                    subject.from(),
                    subject.until(),
                    subject.networks().stream().map(LoadReader::networkKey).collect(Collectors.toSet()));
        }
    }

    /**
     * @param names all that the account has
     * @param waiting what had made it wait
     */
    private record Found(Set<String> names, List<Opened> opened, List<Waiting.Entry> waiting) {}

    /**
     * What is known of an account now.
     *
     * @param account by all its names
     * @param reaches of its incidents
     */
    record Investigated(Account account, List<Agenda.Reach> reaches) {}

    /** Investigates an account anew; it waits no more, unless something was committed meanwhile. */
    Investigated investigate(Account account, Store store, long now) {
        Found investigated = store.read(transaction -> {
            Set<String> names = transaction.accounts().names(account.tenant(), account.names());
            return new Found(
                    names,
                    found(account.tenant(), names, transaction),
                    transaction.waiting().among(account.tenant(), names));
        });
        return store.write(transaction -> {
            Set<String> ids = new HashSet<>();
            for (Opened each : investigated.opened()) {
                ids.add(each.incident().id());
                write(each, transaction, now);
            }
            for (var old : transaction.incidents().about(account.tenant(), investigated.names())) {
                if (!ids.contains(old.id())) {
                    end(old, investigated.opened(), transaction, now);
                }
            }
            transaction.waiting().remove(investigated.waiting());
            return new Investigated(
                    new Account(account.tenant(), investigated.names()),
                    investigated.opened().stream().map(Opened::reach).toList());
        });
    }

    private List<Opened> found(String tenant, Set<String> names, Transaction transaction) {
        List<Alert> alerts = alerts(tenant, names, transaction);
        return Cases.about(tenant, names, alerts, playbooks).open().stream()
                .map(open -> new Opened(open, incident(open, transaction)))
                .toList();
    }

    /** The alerts about an account that are shown, each with those that are counted on it. */
    private List<Alert> alerts(String tenant, Set<String> names, Transaction transaction) {
        List<Alert> alerts = new ArrayList<>();
        for (Alerts.Stored stored : transaction.alerts().shown(tenant, names)) {
            recall.of(stored)
                    .map(alert -> counting(alert, stored, transaction.alerts()))
                    .ifPresent(alerts::add);
        }
        return alerts;
    }

    private Alert counting(Alert alert, Alerts.Stored stored, Alerts alerts) {
        return groups.of(alert)
                .map(terms -> {
                    Alerts.Counted counted = alerts.countedOn(stored.id());
                    long last = Math.max(stored.time(), counted.last());
                    return alert.with(new SuppressedGroup(terms, stored.time(), last, counted.count()));
                })
                .orElse(alert);
    }

    private Incident incident(Case open, Transaction transaction) {
        String tenant = open.identity().tenant();
        Set<String> observed = transaction.observations().coverage().logs().keySet().stream()
                .filter(log -> log.tenant().equals(tenant))
                .map(log -> log.dataset())
                .collect(Collectors.toSet());
        return incidents.of(open, traces.of(open, transaction.archive(), observed));
    }

    private void write(Opened opened, Transaction transaction, long now) {
        Incident incident = opened.incident();
        String digest = incident.digest();
        boolean same = transaction
                .incidents()
                .find(incident.id())
                .filter(before -> before.digest().equals(digest))
                .isPresent();
        Agenda.Reach reach = opened.reach();
        Document document = new IncidentNdjson(Instant.ofEpochMilli(now)).document(incident);
        transaction
                .incidents()
                .put(new dev.firstseen.store.Incidents.Stored(
                        incident.id(),
                        incident.identity().tenant(),
                        List.copyOf(incident.identity().names()),
                        incident.first(),
                        incident.last(),
                        reach.from(),
                        reach.until(),
                        List.copyOf(reach.networks()),
                        incident.assessment().map(Assessment::score).orElse(-1),
                        digest,
                        JsonWriter.bytes(document.root())));
        if (!same) {
            tell(
                    new Notice.IncidentChanged(incident.id() + ":" + digest, now, incident.id(), document),
                    transaction,
                    now);
        }
    }

    /** One whose first alert was withdrawn goes on under another id, and so do those that turn out to be of one account. */
    private void end(dev.firstseen.store.Incidents.Stored old, List<Opened> opened, Transaction transaction, long now) {
        Document document = new Document(JsonText.object(old.document()));
        Set<String> alerts = shown(new WrittenFields(document).texts("firstseen.incident.alerts.id"), transaction);
        String reason = opened.stream()
                .map(Opened::incident)
                .filter(each -> each.alerts().stream().map(Alert::id).anyMatch(alerts::contains))
                .findFirst()
                .map(each -> Notice.IncidentEnded.goesOnAs(each.id()))
                .orElse("None of its alerts stands any more.");
        transaction.incidents().remove(old.id());
        tell(
                new Notice.IncidentEnded(old.id() + ":ended:" + old.digest(), now, old.id(), reason, document),
                transaction,
                now);
    }

    /** Alerts, or those that they are counted on by now. */
    private static Set<String> shown(List<String> alerts, Transaction transaction) {
        return transaction.alerts().find(alerts).values().stream()
                .map(alert -> alert.countedOn().isEmpty() ? alert.id() : alert.countedOn())
                .collect(Collectors.toSet());
    }

    private void tell(Notice notice, Transaction transaction, long now) {
        transaction.outbox().add(sinks, notice.id(), NoticeJson.bytes(notice), now);
    }
}
