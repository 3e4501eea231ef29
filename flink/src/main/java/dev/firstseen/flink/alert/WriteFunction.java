package dev.firstseen.flink.alert;

import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.rules.RuleBook;
import dev.firstseen.flink.rules.RuleBookCoding;
import dev.firstseen.flink.wire.Coded;
import java.time.Instant;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Writes alerts of rules that do not change while the job runs. */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else.
public final class WriteFunction extends ProcessFunction<Finding, AlertText> {
    private static final long serialVersionUID = 1;

    private final byte[] submitted;
    private final Enrichment enrichment;
    private transient AlertWriting writing;

    public WriteFunction(RuleBook book, Enrichment enrichment) {
        this.submitted = Coded.bytes(new RuleBookCoding(), book);
        this.enrichment = enrichment;
    }

    @Override
    public void open(OpenContext opened) {
        writing = new AlertWriting(enrichment);
        writing.learn(Coded.value(new RuleBookCoding(), submitted));
    }

    @Override
    public void processElement(Finding finding, Context context, Collector<AlertText> out) {
        Instant now = Instant.ofEpochMilli(context.timerService().currentProcessingTime());
        writing.write(finding, now)
                .ifPresentOrElse(out::collect, () -> context.output(SideOutputs.NOTICES, withoutRule(finding)));
    }

    /** Its rule was taken away between a savepoint and the job that goes on from it. */
    static Notice withoutRule(Finding finding) {
        Match match = finding.match();
        return new Notice(
                "untold",
                "Its rule is not there any more.",
                match.memory().rule(),
                match.head().tenant(),
                match.head().id(),
                match.time(),
                1);
    }
}
