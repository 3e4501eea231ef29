package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.playbook.Playbooks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.TimerService;

/** Looks at the cases of accounts when it is time: asks about them, and forgets what is old. */
final class Sitting {
    private final InvestigationSettings settings;
    private final Looks looks;
    private final Accounts accounts;
    private final RaisedAlerts alerts;
    private final Diary diary;
    private final RaisedReading reading;

    Sitting(
            InvestigationSettings settings,
            Looks looks,
            Accounts accounts,
            RaisedAlerts alerts,
            Diary diary,
            RaisedReading reading) {
        this.settings = settings;
        this.looks = looks;
        this.accounts = accounts;
        this.alerts = alerts;
        this.diary = diary;
        this.reading = reading;
    }

    /** Takes what is asked. */
    interface Out {
        void order(Order order);

        void question(Question question);
    }

    /**
     * Does all that is due.
     *
     * @param manuals the playbooks in use now
     * @param logs the datasets of which the tenant has any record
     */
    void hold(long timer, Manuals manuals, Set<String> logs, TimerService timers, Out out) throws Exception {
        Map<String, List<Appointment>> byAccount = new LinkedHashMap<>();
        for (Appointment each : diary.take(timer)) {
            accounts.of(each.name())
                    .ifPresent(account -> byAccount
                            .computeIfAbsent(account.name(), _ -> new ArrayList<>())
                            .add(each));
        }
        for (Map.Entry<String, List<Appointment>> each : byAccount.entrySet()) {
            Account account = accounts.of(each.getKey()).orElseThrow();
            Dossier dossier = dossier(account, manuals.playbooks());
            if (Timers.forgets(timer, timers)) {
                forget(account, dossier, timer, timers);
            } else if (!Timers.isExpiry(timer)) {
                Docket docket = docket(account, dossier, each.getValue(), timer);
                for (Case open : docket.asked()) {
                    ask(open, account, dossier, manuals, logs, timer, timers, out);
                }
                docket.superseded()
                        .forEach((opening, by) ->
                                out.order(new Superseded(by.identity().tenant(), opening, timer, by.id())));
                accounts.replace(account.telling(docket.told()));
            }
        }
    }

    private Dossier dossier(Account account, Playbooks playbooks) throws Exception {
        return Dossier.of(account, alerts.among(account.alerts().keySet()), reading, playbooks);
    }

    private Docket docket(Account account, Dossier dossier, List<Appointment> why, long now) {
        int about = account.alerts().size();
        return Docket.of(
                dossier.cases(), account.told(), open -> why.stream().anyMatch(each -> calls(each, open, about, now)));
    }

    private boolean calls(Appointment why, Case open, int about, long now) {
        return switch (why) {
            case Appointment.Look look -> Docket.holds(open, look.alert());
            case Appointment.Review _ ->
                looks.last(open.subject().until(), now, about).isPresent();
            case Appointment.Forget _ -> false;
        };
    }

    private void ask(
            Case open,
            Account account,
            Dossier dossier,
            Manuals manuals,
            Set<String> logs,
            long now,
            TimerService timers,
            Out out)
            throws Exception {
        long until = open.subject().until();
        Inquiry inquiry =
                Inquiry.of(open, dossier.raised(), manuals, logs, now, looks.upTo(until, now), settings.bounds());
        out.order(inquiry.order());
        inquiry.questions().forEach(out::question);
        OptionalLong last = looks.last(until, now, account.alerts().size());
        if (last.isPresent()) {
            String latest = open.alerts().getLast().id();
            diary.appoint(last.getAsLong(), new Appointment.Look(account.name(), latest), timers);
        }
    }

    /** A case is kept as long as its last alert, so that it keeps its first, which names it. */
    private void forget(Account account, Dossier dossier, long now, TimerService timers) throws Exception {
        Set<String> old = new TreeSet<>(account.alerts().keySet());
        for (Case open : dossier.cases()) {
            List<String> theirs = open.alerts().stream().map(Alert::id).toList();
            if (theirs.stream().anyMatch(id -> settings.kept(time(dossier.raised(), id)) >= now)) {
                theirs.forEach(old::remove);
            }
        }
        alerts.forget(old);
        if (settings.kept(account.last()) < now) {
            accounts.forget(account);
        } else {
            accounts.replace(account.without(old));
            diary.forgetting(account.name(), settings.kept(account.last()), timers);
        }
    }

    private static long time(Map<String, Raised> raised, String id) {
        return Objects.requireNonNull(raised.get(id)).finding().match().time();
    }
}
