package dev.firstseen.runtime.live;

import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.ndjson.WrittenFields;
import dev.firstseen.deliver.sink.JsonText;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.deliver.sink.NoticeJson;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.investigation.incident.Assessment;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.Subject;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.store.Alerts;
import dev.firstseen.store.Archive;
import dev.firstseen.store.Incidents.Stored;
import dev.firstseen.store.Incidents.Told;
import dev.firstseen.store.Store;
import dev.firstseen.store.Transaction;
import dev.firstseen.store.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Investigates accounts about which there are alerts, from the archive, and writes down what is different. */
final class Investigating {
    /** How many alerts about an account are read; of the others, only how many there are is told. */
    static final int MOST_ALERTS = 1_000;

    /** How long what can wait of an incident waits to be told. */
    static final Duration TOLD_AGAIN_AFTER = Duration.ofHours(1);

    private final Playbooks playbooks;
    private final Incidents incidents;
    private final StandingAlerts standing;
    private final Traces traces;
    private final Collection<String> sinks;

    Investigating(Playbooks playbooks, StandingAlerts standing, RecordReading reading, Collection<String> sinks) {
        this.playbooks = playbooks;
        this.incidents = new Incidents(playbooks, MicrosoftFields.INSTANCE);
        this.standing = standing;
        this.traces = new Traces(new Tracer(reading, incidents.traced(), Tracer.Limits.usual()));
        this.sinks = List.copyOf(sinks);
    }

    /** Records that were all available before a time are about to be let go of. */
    void forgetting(long available) {
        traces.forgetting(available);
    }

    /** @param further the networks that it has to do with beside those of its alerts */
    private record Opened(Case open, Incident incident, Set<Long> further) {
        Agenda.Reach reach() {
            Subject subject = open.subject();
            return new Agenda.Reach(
                    subject.from(),
                    subject.until(),
                    Stream.concat(
                                    subject.networks().stream().map(LoadReader::networkKey),
                                    further.stream().map(LoadReader::codesKey))
                            .collect(Collectors.toSet()));
        }
    }

    /**
     * What was found out from the store as it was at one time.
     *
     * @param names all that the account has
     * @param waiting what had made it wait
     * @param end where the archive ended
     */
    private record Found(Set<String> names, List<Opened> opened, List<Waiting.Entry> waiting, long end) {}

    /**
     * What is known of an account now.
     *
     * @param account by all its names
     * @param waits why it is to be looked at once more: something came meanwhile that belongs to it
     */
    record Investigated(Account account, Optional<Agenda.Cause> waits) {}

    /**
     * Investigates an account anew; it waits no more, unless something was committed meanwhile.
     *
     * @param agenda is told what belongs to its incidents before anything else can be committed
     * @param all whether also that is told which could wait
     * @throws InvestigationException where one of its alerts cannot be read; then all stays as it is
     */
    Investigated investigate(Account account, Store store, Agenda agenda, long now, boolean all) {
        String tenant = account.tenant();
        Found found = store.read(transaction -> {
            Set<String> names = transaction.accounts().names(tenant, account.names());
            return new Found(
                    names,
                    opened(tenant, names, transaction),
                    transaction.waiting().among(tenant, names),
                    transaction.archive().end());
        });
        return store.write(transaction -> {
            Set<String> ids = new HashSet<>();
            boolean untold = false;
            for (Opened each : found.opened()) {
                ids.add(each.incident().id());
                untold |= !write(each, transaction, now, all);
            }
            for (var old : transaction.incidents().about(tenant, found.names())) {
                if (!ids.contains(old.id())) {
                    end(old, found, transaction, now);
                }
            }
            Optional<Agenda.Cause> waits = cameMeanwhile(found, tenant, transaction.archive());
            if (untold) {
                waits = waits.or(() -> Optional.of(Agenda.Cause.UNTOLD));
            }
            if (waits.isEmpty()) {
                transaction.waiting().remove(found.waiting());
            } else if (found.waiting().isEmpty()) {
                transaction.waiting().add(tenant, Collections.min(found.names()), false);
            }
            Account known = new Account(tenant, found.names());
            agenda.reaching(known, found.opened().stream().map(Opened::reach).toList());
            return new Investigated(known, waits);
        });
    }

    /** Whether something was committed that is not in what was found, nor was known to belong to it. */
    private static Optional<Agenda.Cause> cameMeanwhile(Found found, String tenant, Archive archive) {
        if (archive.end() == found.end()) {
            return Optional.empty();
        }
        Archive.Part since = new Archive.Part(found.end(), Long.MAX_VALUE);
        for (Opened opened : found.opened()) {
            if (isAny(found.names(), opened.reach(), tenant, archive, since)) {
                return Optional.of(Agenda.Cause.DEED);
            }
        }
        for (Opened opened : found.opened()) {
            if (isAny(opened.reach().networks(), opened.reach(), tenant, archive, since)) {
                return Optional.of(Agenda.Cause.NEIGHBOUR);
            }
        }
        return Optional.empty();
    }

    private static boolean isAny(
            Set<String> keys, Agenda.Reach reach, String tenant, Archive archive, Archive.Part part) {
        boolean[] any = new boolean[1];
        archive.read(tenant, keys, reach.from(), reach.until() - 1, part, _ -> {
            any[0] = true;
            return false;
        });
        return any[0];
    }

    private List<Opened> opened(String tenant, Set<String> names, Transaction transaction) {
        StandingAlerts.Standing alerts = standing.of(tenant, names, transaction.alerts());
        return Cases.about(tenant, names, alerts.alerts(), playbooks).open().stream()
                .map(open -> opened(open, alerts.further(open.alerts()), transaction))
                .toList();
    }

    /** @param more how many alerts there are beside those that were read */
    private Opened opened(Case open, long more, Transaction transaction) {
        String tenant = open.identity().tenant();
        Set<String> observed = transaction.observations().datasets(tenant);
        Incidents.Found found = incidents.of(open, traces.around(open, transaction.archive(), observed));
        return new Opened(open, found.incident().leavingOut(more), found.further());
    }

    /** Tells of it where it is different; gives whether that has been told which is different. */
    private boolean write(Opened opened, Transaction transaction, long now, boolean all) {
        Incident incident = opened.incident();
        Told as = new Told(now, incident.headline(), incident.digest());
        Optional<Told> before = transaction.incidents().find(incident.id()).map(Stored::told);
        boolean different = before.filter(told ->
                        told.digest().equals(as.digest()) && told.headline().equals(as.headline()))
                .isEmpty();
        boolean telling = different
                && (all
                        || before.filter(told -> told.headline().equals(as.headline())
                                        && Math.abs(now - told.time()) < TOLD_AGAIN_AFTER.toMillis())
                                .isEmpty());
        Document document = new IncidentNdjson(Instant.ofEpochMilli(now)).document(incident);
        transaction.incidents().put(stored(opened, telling ? as : before.orElse(as), document));
        if (telling) {
            tell(
                    new Notice.IncidentChanged(
                            "%s:%d:%s".formatted(incident.id(), now, as.digest()), now, incident.id(), document),
                    transaction,
                    now);
        }
        return telling || !different;
    }

    private static Stored stored(Opened opened, Told told, Document document) {
        Incident incident = opened.incident();
        Agenda.Reach reach = opened.reach();
        return new Stored(
                incident.id(),
                incident.identity().tenant(),
                List.copyOf(incident.identity().names()),
                incident.first(),
                incident.last(),
                reach.from(),
                reach.until(),
                List.copyOf(reach.networks()),
                incident.alerts().stream().map(Alert::id).toList(),
                incident.assessment().map(Assessment::score).orElse(-1),
                told,
                JsonWriter.bytes(document.root()));
    }

    /**
     * One whose first alert was withdrawn goes on under another id, and so do those that turn out to be of one account. One of
     * which an alert stands that was not read, since there are so many, stays as it is.
     */
    private void end(Stored old, Found found, Transaction transaction, long now) {
        Document document = new Document(JsonText.object(old.document()));
        Set<String> alerts = standing(new WrittenFields(document).texts("firstseen.incident.alerts.id"), transaction);
        Optional<Incident> next = found.opened().stream()
                .map(Opened::incident)
                .filter(each -> each.alerts().stream().map(Alert::id).anyMatch(alerts::contains))
                .findFirst();
        boolean stands = transaction.alerts().find(alerts).values().stream()
                .anyMatch(alert -> !Collections.disjoint(alert.names(), found.names()));
        if (next.isEmpty() && stands) {
            return;
        }
        String reason = next.map(each -> Notice.IncidentEnded.goesOnAs(each.id()))
                .orElse(
                        alerts.isEmpty()
                                ? "None of its alerts stands any more."
                                : "Its alerts are counted on alerts about others.");
        transaction.incidents().remove(old.id());
        tell(
                new Notice.IncidentEnded("%s:ended:%d".formatted(old.id(), now), now, old.id(), reason, document),
                transaction,
                now);
    }

    /** Those of some alerts that stand, or those that they are counted on by now. */
    private static Set<String> standing(List<String> alerts, Transaction transaction) {
        return transaction.alerts().find(alerts).values().stream()
                .filter(alert -> alert.state() != Alerts.State.WITHDRAWN)
                .map(alert -> alert.countedOn().isEmpty() ? alert.id() : alert.countedOn())
                .collect(Collectors.toSet());
    }

    private void tell(Notice notice, Transaction transaction, long now) {
        transaction.outbox().add(sinks, notice.id(), NoticeJson.bytes(notice), now);
    }
}
