package dev.firstseen.flink.incident;

import dev.firstseen.deliver.ndjson.IncidentNdjson;
import dev.firstseen.deliver.sink.Notice;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.RaisedReading;
import dev.firstseen.flink.archive.ArchivedRecord;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Timers;
import dev.firstseen.flink.tally.Tally;
import dev.firstseen.flink.wire.CodedSerializer;
import dev.firstseen.flink.wire.KeyHash;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Cases;
import dev.firstseen.investigation.incident.Incident;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.TraceRecorder;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import dev.firstseen.runtime.investigation.PackedEvent;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Investigates a case when all that was asked for it has been answered, and tells the incident where a reader would call it
 * different from what was told before; tells also of one that goes on as another. The key is the tenant and the first alert.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class InvestigateFunction extends KeyedCoProcessFunction<String, Order, Answer, Delivered> {
    private static final long serialVersionUID = 1;

    private final InvestigationSettings settings;
    private final Enrichment tables;
    private transient Manual submitted;
    private transient ManualReading manuals;
    private transient UnaryOperator<Event> enrichment;
    private transient RaisedReading reading;
    private transient MapState<Long, Order> orders;
    private transient MapState<String, Answer> answers;
    private transient ValueState<Telling> told;
    private transient ValueState<Long> keptUntil;
    private transient LongCounter investigated;

    public InvestigateFunction(InvestigationSettings settings, Enrichment tables) {
        this.settings = settings;
        this.tables = tables;
    }

    @Override
    public void open(OpenContext opened) {
        submitted = Manuals.of(settings.playbooks()).all();
        manuals = new ManualReading();
        enrichment = tables.open();
        reading = new RaisedReading(enrichment);
        investigated = Tally.INCIDENTS.in(getRuntimeContext());
        orders = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "orders", LongSerializer.INSTANCE, new CodedSerializer<>(new Order.OfOrder())));
        answers = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "answers", StringSerializer.INSTANCE, new CodedSerializer<>(new Answer.OfAnswer())));
        told = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("told", new CodedSerializer<>(new Telling.OfTelling())));
        keptUntil = getRuntimeContext().getState(new ValueStateDescriptor<>("kept", LongSerializer.INSTANCE));
    }

    @Override
    public void processElement1(Order order, Context context, Collector<Delivered> out) throws Exception {
        orders.put(order.due(), order);
        context.timerService().registerEventTimeTimer(order.due());
    }

    @Override
    public void processElement2(Answer answer, Context context, Collector<Delivered> out) throws Exception {
        answers.put(answer.part(), answer);
    }

    @Override
    public void onTimer(long timer, OnTimerContext context, Collector<Delivered> out) throws Exception {
        if (Timers.isExpiry(timer)) {
            Long until = keptUntil.value();
            if (until != null && until <= timer && Timers.forgets(timer, context.timerService())) {
                told.clear();
                keptUntil.clear();
            }
            return;
        }
        Order order = orders.get(timer);
        orders.remove(timer);
        long now = context.timerService().currentProcessingTime();
        switch (order) {
            case null -> {}
            case Asked question -> {
                keep(timer, context);
                Optional<Incident> incident = incident(question);
                if (incident.isPresent()) {
                    tell(incident.get(), now, out);
                }
                reading.notices().forEach(notice -> context.output(SideOutputs.NOTICES, notice));
            }
            case Superseded superseded -> end(superseded, now, out);
        }
    }

    private void tell(Incident incident, long now, Collector<Delivered> out) throws Exception {
        String digest = incident.digest();
        Telling before = told.value();
        if (before == null || !before.digest().equals(digest)) {
            String json = JsonWriter.text(new IncidentNdjson(Instant.ofEpochMilli(now))
                    .document(incident)
                    .root());
            told.update(new Telling(incident.id(), digest, json));
            investigated.add(1);
            out.collect(new Delivered.IncidentChanged(incident.id(), now, json));
        }
    }

    private void end(Superseded superseded, long now, Collector<Delivered> out) throws Exception {
        Telling before = told.value();
        if (before != null) {
            told.clear();
            out.collect(new Delivered.IncidentEnded(
                    before.id(), now, before.json(), Notice.IncidentEnded.goesOnAs(superseded.by())));
        }
    }

    private void keep(long now, OnTimerContext context) throws Exception {
        long until = Timers.expiry(settings.kept(now));
        keptUntil.update(until);
        Timers.expiring(until, context.timerService());
    }

    /** Empty where none of its alerts can be read. */
    private Optional<Incident> incident(Asked question) throws Exception {
        List<Alert> alerts = question.alerts().stream()
                .map(reading::alert)
                .flatMap(Optional::stream)
                .toList();
        Manual manual = question.manual().orElse(submitted);
        Playbooks playbooks = manuals.playbooks(manual);
        List<Case> cases = Cases.about(question.tenant(), question.names(), alerts, playbooks)
                .open();
        if (cases.isEmpty()) {
            take(question.due(), _ -> true);
            return Optional.empty();
        }
        Case open = cases.getFirst();
        TraceRecorder recorder = new TraceRecorder(
                List.of(open.subject()), manual.traced(), settings.bounds().strands());
        long leftOut = take(question.due(), record -> record(record, recorder));
        Incidents incidents = new Incidents(playbooks, MicrosoftFields.INSTANCE);
        return Optional.of(incidents
                .of(open, recorder.around(open.subject(), question.observed(), leftOut))
                .incident());
    }

    /** Gives whether this build can read it, as an earlier one could. */
    private boolean record(ArchivedRecord record, TraceRecorder recorder) {
        Optional<Event> event = record.event();
        event.ifPresent(read -> recorder.record(
                enrichment.apply(read), () -> PackedEvent.of(read, record.bytes(), record.reader(), enrichment)));
        return event.isPresent();
    }

    /**
     * Takes out all that was answered, each record once though it lies on several shelves.
     *
     * @param recorded says of each whether it could be used
     * @return how many more there were
     */
    private long take(long due, Predicate<ArchivedRecord> recorded) throws Exception {
        long leftOut = 0;
        Set<String> known = new HashSet<>();
        Set<String> used = new HashSet<>();
        for (Map.Entry<String, Answer> each : answers.entries()) {
            Answer answer = each.getValue();
            if (answer.due() == due) {
                used.add(each.getKey());
                leftOut += answer.leftOut();
                for (ArchivedRecord record : answer.records()) {
                    if (known.add(KeyHash.ofBytes(record.bytes())) && !recorded.test(record)) {
                        leftOut++;
                    }
                }
            }
        }
        for (String part : used) {
            answers.remove(part);
        }
        return leftOut;
    }
}
