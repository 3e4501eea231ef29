package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.playbook.Playbooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gathers alerts by account, and asks about their cases when {@link Looks} says so. The key is the tenant, since only there
 * it is known which names are one account; what comes here is the alerts and what tells of new names, not the records.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class AccountsFunction extends KeyedCoProcessFunction<String, Told, Raised, Order> {
    private static final long serialVersionUID = 1;

    /** What is asked of the archive. */
    static final OutputTag<Question> QUESTIONS = new OutputTag<>("questions", Question.type());

    private final InvestigationSettings settings;
    private final Enrichment tables;
    private final Looks looks;
    private transient Playbooks playbooks;
    private transient RaisedReading reading;
    private transient Accounts accounts;
    private transient Diary diary;
    private transient RaisedAlerts alerts;
    private transient MapState<String, Boolean> observed;

    public AccountsFunction(InvestigationSettings settings, Enrichment tables, TimeMode mode) {
        this.settings = settings;
        this.tables = tables;
        this.looks = new Looks(mode);
    }

    /** Whose names and alerts are together. */
    public static String key(String tenant) {
        return KeyHash.of(tenant);
    }

    /** Whose alert it is. */
    public static String key(Raised raised) {
        return key(raised.finding().match().head().tenant());
    }

    @Override
    public void open(OpenContext opened) {
        playbooks = settings.playbooks().playbooks();
        reading = new RaisedReading(tables.open());
        accounts = Accounts.in(getRuntimeContext(), settings.bounds());
        diary = Diary.in(getRuntimeContext());
        alerts = RaisedAlerts.in(getRuntimeContext());
        observed = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("observed", StringSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    }

    @Override
    public void processElement1(Told told, Context context, Collector<Order> out) throws Exception {
        switch (told) {
            case Told.Observed log -> observed.put(log.dataset(), true);
            case Told.Together together -> {
                long time = TimeUnit.DAYS.toMillis(together.day() + 1);
                if (!join(Account.named(together.names(), time), context)) {
                    String reason =
                            "An account with more than %,d names, or about which there are more than %,d alerts, is not joined with others."
                                    .formatted(
                                            settings.bounds().names(),
                                            settings.bounds().alerts());
                    String name = Collections.min(together.names());
                    context.output(SideOutputs.NOTICES, leftOut(reason, name, told.tenant(), "", time));
                }
            }
        }
    }

    @Override
    public void processElement2(Raised raised, Context context, Collector<Order> out) throws Exception {
        Alert alert = reading.alert(raised);
        Set<String> names = Identities.names(alert.event());
        if (names.isEmpty()) {
            return;
        }
        String name = Collections.min(names);
        long time = raised.finding().match().time();
        if (!join(Account.alerted(names, alert.id(), time), context)
                && !joinAlone(Account.alerted(Set.of(name), alert.id(), time), context)) {
            context.output(
                    SideOutputs.NOTICES,
                    leftOut(
                            "There are already %,d alerts about the account to investigate."
                                    .formatted(settings.bounds().alerts()),
                            raised.finding().match().memory().rule(),
                            alert.event().tenant(),
                            alert.event().id(),
                            time));
            return;
        }
        alerts.put(raised);
        appointForgetting(name, time, context);
        int about = accounts.of(name).map(account -> account.alerts().size()).orElse(0);
        for (long look : looks.after(time, context.timerService().currentWatermark(), about)) {
            appoint(look, new Appointment.Look(name, alert.id()), context);
        }
    }

    /** The account has one name here, so it is only its alerts that can be too many: old ones make room. */
    private boolean joinAlone(Account told, Context context) throws Exception {
        if (join(told, context)) {
            return true;
        }
        Account full = accounts.of(told.name()).orElseThrow();
        long now = context.timerService().currentWatermark();
        Set<String> old = alerts.among(full.alerts()).stream()
                .filter(each -> settings.kept(each.finding().match().time()) < now)
                .map(each -> each.finding().id())
                .collect(Collectors.toSet());
        alerts.forget(old);
        accounts.replace(full.without(old));
        return join(told, context);
    }

    private static Notice leftOut(String reason, String of, String tenant, String event, long time) {
        return new Notice("not investigated", reason, of, tenant, event, time, 1);
    }

    /** Gives whether the account could be joined with those that have its names. */
    private boolean join(Account told, Context context) throws Exception {
        switch (accounts.join(told)) {
            case BEGUN -> appointForgetting(told.name(), told.last(), context);
            case GREW -> review(told.name(), context);
            case KNOWN -> {}
            case TOO_MANY -> {
                return false;
            }
        }
        return true;
    }

    /** What was told of cases was told without what is known by the new name. */
    private void review(String name, Context context) throws Exception {
        Optional<Account> account = accounts.of(name);
        if (account.isPresent() && !account.get().alerts().isEmpty()) {
            long soon = looks.after(
                            Long.MIN_VALUE,
                            context.timerService().currentWatermark(),
                            account.get().alerts().size())
                    .getFirst();
            appoint(soon, new Appointment.Review(name), context);
        }
    }

    private void appointForgetting(String name, long last, Context context) throws Exception {
        long until = settings.kept(last);
        if (until != Long.MAX_VALUE) {
            long now = Math.max(until, context.timerService().currentWatermark());
            appoint(Timers.expiry(now), new Appointment.Forget(name), context);
        }
    }

    private void appoint(long time, Appointment appointment, Context context) throws Exception {
        diary.put(time, appointment);
        context.timerService().registerEventTimeTimer(time);
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Order> out) throws Exception {
        Map<String, List<Appointment>> byAccount = new LinkedHashMap<>();
        for (Appointment each : diary.take(timer)) {
            accounts.of(each.name())
                    .ifPresent(account -> byAccount
                            .computeIfAbsent(account.name(), _ -> new ArrayList<>())
                            .add(each));
        }
        for (Map.Entry<String, List<Appointment>> each : byAccount.entrySet()) {
            Account account = accounts.of(each.getKey()).orElseThrow();
            if (Timers.isExpiry(timer)) {
                forget(account, timer, context);
            } else {
                look(account, each.getValue(), timer, context, out);
            }
        }
    }

    private void look(Account account, List<Appointment> why, long now, OnTimerContext context, Collector<Order> out)
            throws Exception {
        Dossier dossier = dossier(account);
        int about = account.alerts().size();
        Docket docket = Docket.of(
                dossier.cases(), account.told(), open -> why.stream().anyMatch(each -> calls(each, open, about, now)));
        Set<String> logs = new TreeSet<>();
        observed.keys().forEach(logs::add);
        for (Case open : docket.asked()) {
            long until = open.subject().until();
            Inquiry inquiry = Inquiry.of(open, dossier.raised(), logs, now, looks.upTo(until, now), settings.bounds());
            out.collect(inquiry.order());
            inquiry.questions().forEach(question -> context.output(QUESTIONS, question));
            OptionalLong last = looks.last(until, now, about);
            if (last.isPresent()) {
                String latest = open.alerts().getLast().id();
                appoint(last.getAsLong(), new Appointment.Look(account.name(), latest), context);
            }
        }
        docket.superseded()
                .forEach((opening, by) ->
                        out.collect(new Superseded(by.identity().tenant(), opening, now, by.id())));
        accounts.replace(account.telling(docket.told()));
    }

    private Dossier dossier(Account account) throws Exception {
        return Dossier.of(account, alerts.among(account.alerts()), reading, playbooks);
    }

    private boolean calls(Appointment why, Case open, int about, long now) {
        return switch (why) {
            case Appointment.Look look -> Docket.holds(open, look.alert());
            case Appointment.Review _ ->
                looks.last(open.subject().until(), now, about).isPresent();
            case Appointment.Forget _ -> false;
        };
    }

    /** A case is kept as long as its last alert, so that it keeps its first, which names it. */
    private void forget(Account account, long now, OnTimerContext context) throws Exception {
        Dossier dossier = dossier(account);
        Set<String> old = new TreeSet<>(account.alerts());
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
            appointForgetting(account.name(), account.last(), context);
        }
    }

    private static long time(Map<String, Raised> raised, String id) {
        return Objects.requireNonNull(raised.get(id)).finding().match().time();
    }
}
