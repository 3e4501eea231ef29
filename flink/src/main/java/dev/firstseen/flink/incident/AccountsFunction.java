package dev.firstseen.flink.incident;

import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Shelf;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.source.TimeMode;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.investigation.identity.Identities;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.playbook.Playbooks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.BooleanSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Gathers alerts by account, and asks about their cases: in a bounded job when all has been read; else at once, some times
 * more in the day after, and when nothing that is asked about can come any more. The key is the tenant, since only there it
 * is known which names are one account; what comes here is the alerts and what tells of new names, not the records.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class AccountsFunction extends KeyedCoProcessFunction<String, Told, Raised, Asked> {
    private static final long serialVersionUID = 1;

    /** What is asked of the archive. */
    static final OutputTag<Question> QUESTIONS = new OutputTag<>("questions", Question.type());

    /** How many alerts about one account are investigated at a time. */
    private static final int MOST_ALERTS = 2_000;

    /** How many records of one name are read for a case, and how many sign-ins from one network. */
    private static final int MOST_OWN = 100_000;

    private static final int MOST_OF_OTHERS = 10_000;

    /** By the broker's time a record is later than its own: Microsoft takes up to a day. */
    private static final Duration ARRIVING = Duration.ofDays(1);

    private final InvestigationSettings settings;
    private final Enrichment tables;
    private final TimeMode mode;
    private transient Playbooks playbooks;
    private transient UnaryOperator<Event> enrichment;
    private transient Accounts accounts;
    private transient Diary diary;
    private transient MapState<String, Raised> alerts;
    private transient MapState<String, Boolean> observed;

    public AccountsFunction(InvestigationSettings settings, Enrichment tables, TimeMode mode) {
        this.settings = settings;
        this.tables = tables;
        this.mode = mode;
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
        enrichment = tables.open();
        accounts = Accounts.in(getRuntimeContext());
        diary = Diary.in(getRuntimeContext());
        alerts = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "alerts", StringSerializer.INSTANCE, new CodedSerializer<>(new Raised.OfRaised())));
        observed = getRuntimeContext()
                .getMapState(
                        new MapStateDescriptor<>("observed", StringSerializer.INSTANCE, BooleanSerializer.INSTANCE));
    }

    @Override
    public void processElement1(Told told, Context context, Collector<Asked> out) throws Exception {
        switch (told) {
            case Told.Observed log -> observed.put(log.dataset(), true);
            case Told.Together together -> {
                long time = TimeUnit.DAYS.toMillis(together.day() + 1);
                if (!join(new Account(together.names(), Set.of(), time), context)) {
                    context.output(
                            SideOutputs.NOTICES,
                            leftOut(
                                    "An account with more than %,d names is not joined with others."
                                            .formatted(Accounts.MOST_NAMES),
                                    together.names().iterator().next(),
                                    told.tenant(),
                                    "",
                                    time));
                }
            }
        }
    }

    @Override
    public void processElement2(Raised raised, Context context, Collector<Asked> out) throws Exception {
        Alert alert = raised.alert(enrichment);
        Set<String> names = new TreeSet<>(Identities.names(alert.event()));
        if (names.isEmpty()) {
            return;
        }
        String name = names.iterator().next();
        long time = raised.finding().match().time();
        Optional<Account> before = accounts.of(name);
        boolean known = before.isPresent() && before.get().alerts().contains(alert.id());
        if (!known && before.isPresent() && before.get().alerts().size() >= MOST_ALERTS) {
            context.output(
                    SideOutputs.NOTICES,
                    leftOut(
                            "There are already %,d alerts about the account to investigate.".formatted(MOST_ALERTS),
                            raised.finding().match().memory().rule(),
                            alert.event().tenant(),
                            alert.event().id(),
                            time));
            return;
        }
        Set<String> one = Set.of(alert.id());
        if (!join(new Account(names, one, time), context)) {
            join(new Account(Set.of(name), one, time), context);
        }
        alerts.put(alert.id(), raised);
        for (long look : looks(time, context.timerService().currentWatermark())) {
            appoint(look, new Appointment(name, alert.id()), context);
        }
    }

    private static Notice leftOut(String reason, String of, String tenant, String event, long time) {
        return new Notice("not investigated", reason, of, tenant, event, time, 1);
    }

    private boolean join(Account told, Context context) throws Exception {
        Accounts.Joined joined = accounts.join(told);
        if (joined == Accounts.Joined.BEGUN) {
            appointForgetting(told, context);
        }
        return joined != Accounts.Joined.TOO_MANY;
    }

    private void appointForgetting(Account account, Context context) throws Exception {
        long until = settings.kept(account.last());
        if (until != Long.MAX_VALUE) {
            long now = Math.max(until, context.timerService().currentWatermark());
            appoint(
                    Timers.expiry(now),
                    new Appointment(account.names().iterator().next(), ""),
                    context);
        }
    }

    private void appoint(long time, Appointment appointment, Context context) throws Exception {
        diary.put(time, appointment);
        context.timerService().registerEventTimeTimer(time);
    }

    private List<Long> looks(long time, long watermark) {
        if (mode == TimeMode.BOUNDED) {
            return List.of(Timers.decision(Long.MAX_VALUE));
        }
        List<Long> looks = new ArrayList<>();
        looks.add(Timers.decision(Math.max(time, watermark + 1)));
        for (Duration after : InvestigationSettings.looks()) {
            long look = Timers.decision(time + after.toMillis());
            if (look > looks.getFirst()) {
                looks.add(look);
            }
        }
        return looks;
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Asked> out) throws Exception {
        List<Appointment> due = diary.take(timer);
        if (Timers.isExpiry(timer)) {
            for (Appointment each : due) {
                forget(each.name(), timer, context);
            }
            return;
        }
        Map<Account, Set<String>> byAccount = new LinkedHashMap<>();
        for (Appointment each : due) {
            accounts.of(each.name())
                    .ifPresent(account -> byAccount
                            .computeIfAbsent(account, _ -> new TreeSet<>())
                            .add(each.alert()));
        }
        for (Map.Entry<Account, Set<String>> each : byAccount.entrySet()) {
            ask(each.getKey(), each.getValue(), timer, context, out);
        }
    }

    private void ask(Account account, Set<String> about, long due, OnTimerContext context, Collector<Asked> out)
            throws Exception {
        Map<String, Raised> raised = new HashMap<>();
        List<Alert> whole = new ArrayList<>();
        for (String id : account.alerts()) {
            Raised each = alerts.get(id);
            if (each != null) {
                raised.put(id, each);
                whole.add(each.alert(enrichment));
            }
        }
        if (whole.isEmpty()) {
            return;
        }
        String tenant = whole.getFirst().event().tenant();
        Identities identities = new Identities();
        identities.join(tenant, account.names());
        whole.forEach(alert -> identities.learn(alert.event()));
        Set<String> logs = new TreeSet<>();
        observed.keys().forEach(logs::add);
        for (Case open : Cases.of(whole, identities, playbooks).open()) {
            List<Raised> theirs =
                    open.alerts().stream().map(alert -> raised.get(alert.id())).toList();
            if (open.alerts().stream().map(Alert::id).anyMatch(about::contains)) {
                Asked asked = new Asked(
                        tenant,
                        open.alerts().getFirst().id(),
                        due,
                        open.identity().names(),
                        theirs,
                        logs);
                out.collect(asked);
                question(open, asked, context);
                appointEnd(open, due, context);
            }
        }
    }

    private static void question(Case open, Asked asked, OnTimerContext context) {
        for (String name : asked.names()) {
            context.output(QUESTIONS, question(open, asked, new Shelf(asked.tenant(), name), MOST_OWN));
        }
        for (long network : open.subject().networks()) {
            context.output(QUESTIONS, question(open, asked, Shelf.ofNetwork(asked.tenant(), network), MOST_OF_OTHERS));
        }
    }

    private static Question question(Case open, Asked asked, Shelf shelf, int most) {
        return new Question(
                shelf,
                asked.opening(),
                asked.due(),
                open.subject().from(),
                open.subject().until(),
                open.alerts().getFirst().event().time(),
                open.alerts().getLast().event().time(),
                most);
    }

    /** The last look at a case, when all that is asked about has come. */
    private void appointEnd(Case open, long now, OnTimerContext context) throws Exception {
        long until = open.subject().until() + (mode == TimeMode.ARRIVAL ? ARRIVING.toMillis() : 0);
        long end = Timers.decision(until);
        if (mode != TimeMode.BOUNDED && end > now) {
            Alert last = open.alerts().getLast();
            appoint(end, new Appointment(open.identity().names().first(), last.id()), context);
        }
    }

    private void forget(String name, long now, OnTimerContext context) throws Exception {
        Optional<Account> known = accounts.of(name);
        if (known.isEmpty()) {
            return;
        }
        Account account = known.get();
        Set<String> kept = new TreeSet<>();
        for (String id : account.alerts()) {
            Raised alert = alerts.get(id);
            if (alert != null && settings.kept(alert.finding().match().time()) >= now) {
                kept.add(id);
            } else {
                alerts.remove(id);
            }
        }
        if (settings.kept(account.last()) < now) {
            accounts.forget(account);
        } else {
            Account rest = new Account(account.names(), kept, account.last());
            accounts.replace(rest);
            appointForgetting(rest, context);
        }
    }
}
