package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.investigation.identity.Identities;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.TimerService;

/** Takes in names and alerts of accounts, and says when their cases are to be looked at. */
final class Enrolling {
    private final InvestigationSettings settings;
    private final Looks looks;
    private final Accounts accounts;
    private final RaisedAlerts alerts;
    private final Diary diary;

    Enrolling(InvestigationSettings settings, Looks looks, Accounts accounts, RaisedAlerts alerts, Diary diary) {
        this.settings = settings;
        this.looks = looks;
        this.accounts = accounts;
        this.alerts = alerts;
        this.diary = diary;
    }

    /** Some names are one account. */
    void together(Told.Together together, TimerService timers, Consumer<Notice> notices) throws Exception {
        long time = TimeUnit.DAYS.toMillis(together.day() + 1);
        if (!join(Account.named(together.names(), time), timers)) {
            notices.accept(leftOut(
                    "An account with more than %,d names, or about which there are more than %,d alerts or %s of them, is not joined with others."
                            .formatted(
                                    settings.bounds().names(),
                                    settings.bounds().alerts(),
                                    written(settings.bounds().bytes())),
                    Collections.min(together.names()),
                    together.tenant(),
                    "",
                    time));
        }
    }

    /** There is an alert. */
    void raised(Raised raised, Alert alert, TimerService timers, Consumer<Notice> notices) throws Exception {
        Set<String> names = Identities.concerned(alert.event());
        if (names.isEmpty()) {
            return;
        }
        String name = Collections.min(names);
        long time = raised.finding().match().time();
        long bytes = RaisedAlerts.bytes(raised.finding());
        if (!join(Account.alerted(names, alert.id(), bytes, time), timers)
                && !joinAlone(Account.alerted(Set.of(name), alert.id(), bytes, time), timers)) {
            notices.accept(leftOut(
                    "There are already as many alerts about the account to investigate as can be: %,d, or %s of them."
                            .formatted(
                                    settings.bounds().alerts(),
                                    written(settings.bounds().bytes())),
                    raised.finding().match().memory().rule(),
                    alert.event().tenant(),
                    alert.event().id(),
                    time));
            return;
        }
        alerts.put(raised);
        diary.forgetting(name, settings.kept(time), timers);
        int about = accounts.of(name).map(account -> account.alerts().size()).orElse(0);
        for (long look : looks.after(time, timers.currentWatermark(), about)) {
            diary.appoint(look, new Appointment.Look(name, alert.id()), timers);
        }
    }

    /** The account has one name here, so it is only its alerts that can be too many: old ones make room. */
    private boolean joinAlone(Account told, TimerService timers) throws Exception {
        if (join(told, timers)) {
            return true;
        }
        Account full = accounts.of(told.name()).orElseThrow();
        long now = timers.currentWatermark();
        Set<String> old = alerts.among(full.alerts().keySet()).stream()
                .filter(each -> settings.kept(each.finding().match().time()) < now)
                .map(each -> each.finding().id())
                .collect(Collectors.toSet());
        alerts.forget(old);
        accounts.replace(full.without(old));
        return join(told, timers);
    }

    private static String written(long bytes) {
        return "%,d kB".formatted(bytes >> 10);
    }

    private static Notice leftOut(String reason, String of, String tenant, String event, long time) {
        return new Notice("not investigated", reason, of, tenant, event, time, 1);
    }

    /** Gives whether the account could be joined with those that have its names. */
    private boolean join(Account told, TimerService timers) throws Exception {
        switch (accounts.join(told)) {
            case BEGUN -> diary.forgetting(told.name(), settings.kept(told.last()), timers);
            case GREW -> review(told.name(), timers);
            case KNOWN -> {}
            case TOO_MANY -> {
                return false;
            }
        }
        return true;
    }

    /** What was told of cases was told without what is known by the new name. */
    private void review(String name, TimerService timers) throws Exception {
        Optional<Account> account = accounts.of(name);
        if (account.isPresent() && !account.get().alerts().isEmpty()) {
            long soon = looks.after(
                            Long.MIN_VALUE,
                            timers.currentWatermark(),
                            account.get().alerts().size())
                    .getFirst();
            diary.appoint(soon, new Appointment.Review(name), timers);
        }
    }
}
