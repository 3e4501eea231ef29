package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.MatchFunction;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.flink.util.OutputTag;

/** From records to incidents: what matches and the three functions behind it, with the time that a test moves on. */
final class Stages implements AutoCloseable {

    /** What was told, and the watermark at which it was. */
    record Heard(long at, Delivered told) {}

    private final RuleBook rules;
    private InvestigationSettings settings;
    private long submissions;
    private final OneInputStreamOperatorTestHarness<Portion, Match> matching;
    private final AccountsStage accounts;
    private final PairStage<Kept, Question, Answer> archive;
    private final PairStage<Order, Answer, Delivered> investigate;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Asked> asked = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();

    Stages(RuleBook rules, InvestigationSettings settings, TimeMode mode) throws Exception {
        this.rules = rules;
        this.settings = settings;
        matching = ProcessFunctionTestHarnesses.forProcessFunction(
                new MatchFunction(rules, Enrichment.BUNDLED, mode, true));
        accounts = new AccountsStage(() -> new AccountsFunction(this.settings, Enrichment.BUNDLED, mode, submissions));
        archive = new PairStage<>(
                () -> new ArchiveFunction(this.settings),
                kept -> kept.shelf().key(),
                question -> question.shelf().key(),
                new Answer.OfAnswer());
        investigate = new PairStage<>(
                () -> new InvestigateFunction(this.settings, Enrichment.BUNDLED),
                Order::key,
                Answer::key,
                new Delivered.OfDelivered());
    }

    /** A record comes, and the alerts that it raises. */
    void record(String json, long arrival) throws Exception {
        for (Raised raised : kept(json, arrival)) {
            accounts.news(new News.OfAlert(raised));
        }
    }

    /** A record comes; gives the alerts that it raises, which are still on their way. */
    List<Raised> kept(String json, long arrival) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        matching.processElement(new Portion("test", "", bytes, 0, arrival), arrival);
        for (Kept kept : beside(SideOutputs.KEPT)) {
            archive.first(kept);
        }
        for (Told told : beside(SideOutputs.TOLD)) {
            accounts.news(new News.OfRecords(told));
        }
        List<Raised> raised = new ArrayList<>();
        for (Match match : matching.extractOutputValues()) {
            Finding finding = new Finding(match.with(match.brought().getFirst()), new Found.Matched());
            raised.add(new Raised(
                    finding,
                    Objects.requireNonNull(rules.byName().get(match.memory().called()))));
        }
        matching.getOutput().clear();
        return raised;
    }

    void raise(Raised raised) throws Exception {
        accounts.news(new News.OfAlert(raised));
    }

    /** The playbooks were looked at. */
    void playbooks(PlaybookVersion read) throws Exception {
        accounts.playbooks(read);
    }

    private <X> List<X> beside(OutputTag<X> tag) {
        Queue<StreamRecord<X>> queue = matching.getSideOutput(tag);
        List<X> values = new ArrayList<>();
        while (queue != null && !queue.isEmpty()) {
            values.add(queue.remove().getValue());
        }
        return values;
    }

    /** A case is to be investigated. */
    void ask(Asked question) throws Exception {
        investigate.first(question);
    }

    /** Time goes on; what is told comes out. */
    void to(long watermark) throws Exception {
        hand(accounts.to(watermark));
        for (Answer answer : archive.to(watermark)) {
            investigate.second(answer);
        }
        investigate.to(watermark).forEach(told -> heard.add(new Heard(watermark, told)));
        notices.addAll(accounts.beside(SideOutputs.NOTICES));
        notices.addAll(archive.beside(SideOutputs.NOTICES));
        notices.addAll(investigate.beside(SideOutputs.NOTICES));
    }

    private void hand(List<Order> orders) throws Exception {
        for (Order order : orders) {
            investigate.first(order);
            if (order instanceof Asked question) {
                asked.add(question);
            }
        }
        for (Question question : accounts.beside(AccountsFunction.QUESTIONS)) {
            archive.second(question);
        }
    }

    /** The same, but that what is asked of the archive waits there: {@link #to} does the rest. */
    void accountsTo(long watermark) throws Exception {
        hand(accounts.to(watermark));
    }

    /** All goes on from a savepoint, submitted anew. */
    void submit(InvestigationSettings anew) throws Exception {
        settings = anew;
        submissions++;
        restart();
    }

    /** All goes on from a checkpoint. */
    void restart() throws Exception {
        accounts.restart();
        archive.restart();
        investigate.restart();
    }

    /** All that was told so far, in order. */
    List<Heard> heard() {
        return List.copyOf(heard);
    }

    /** All that was asked so far, in order. */
    List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** How much all of it remembers. */
    int remembered() {
        return accounts.remembered() + archive.remembered() + investigate.remembered();
    }

    /** How many timers are set. */
    int timers() {
        return accounts.timers() + archive.timers() + investigate.timers();
    }

    @Override
    public void close() throws Exception {
        matching.close();
        accounts.close();
        archive.close();
        investigate.close();
    }
}
