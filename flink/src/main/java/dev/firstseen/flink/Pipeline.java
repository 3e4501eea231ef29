package dev.firstseen.flink;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.CoverageFunction;
import dev.firstseen.flink.alert.Finding;
import dev.firstseen.flink.alert.FindingCoding;
import dev.firstseen.flink.alert.Found;
import dev.firstseen.flink.alert.SuppressionFunction;
import dev.firstseen.flink.alert.WriteFunction;
import dev.firstseen.flink.distinct.DistinctFunction;
import dev.firstseen.flink.fold.FoldFunction;
import dev.firstseen.flink.incident.IncidentPipeline;
import dev.firstseen.flink.match.ChangingMatchFunction;
import dev.firstseen.flink.match.Codings;
import dev.firstseen.flink.match.Hour;
import dev.firstseen.flink.match.Match;
import dev.firstseen.flink.match.MatchFunction;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Wakeful;
import dev.firstseen.flink.rules.FolderVersion;
import dev.firstseen.flink.rules.RulesChanged;
import dev.firstseen.flink.source.Portion;
import dev.firstseen.flink.source.TimeMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The job from raw bytes to alerts and incidents. The uids of its operators, by which a savepoint finds its state again, never change.
 *
 * @param delivered alerts, and incidents where they are investigated
 * @param notices what could not be used
 */
public record Pipeline(DataStream<Delivered> delivered, DataStream<Notice> notices) {

    /** Puts a job together whose rules do not change while it runs. */
    public static Pipeline of(DataStream<Portion> portions, PipelineSettings settings) {
        return of(
                portions.process(
                        new MatchFunction(
                                settings.rules(),
                                settings.enrichment(),
                                settings.mode(),
                                settings.investigation().isPresent()),
                        Codings.OfMatch.type()),
                settings);
    }

    /** Puts a job together whose rules and playbooks change while it runs. */
    public static Pipeline of(
            DataStream<Portion> portions, DataStream<FolderVersion> versions, PipelineSettings settings) {
        return of(
                portions.connect(versions.broadcast(ChangingMatchFunction.RUNNING))
                        .process(
                                new ChangingMatchFunction(
                                        settings.rules(),
                                        settings.enrichment(),
                                        settings.mode(),
                                        settings.investigation().isPresent()),
                                Codings.OfMatch.type()),
                settings);
    }

    private static Pipeline of(SingleOutputStreamOperator<Match> matched, PipelineSettings settings) {
        SingleOutputStreamOperator<Match> matches = matched.name("match").uid("match");
        DataStream<RulesChanged> changes = matches.getSideOutput(SideOutputs.CHANGES);
        SingleOutputStreamOperator<Match> distinct = matches.keyBy(DistinctFunction::key, Types.STRING)
                .process(
                        new DistinctFunction(
                                settings.enrichment(), settings.remembered().toMillis()),
                        Codings.OfMatch.type())
                .name("distinct")
                .uid("distinct");
        SingleOutputStreamOperator<Finding> folded = Wakeful.after(distinct, "distinct-wakeful")
                .keyBy(FoldFunction::key, Types.STRING)
                .connect(FoldFunction.told(changes))
                .process(
                        new FoldFunction(
                                settings.kept().toMillis(), settings.lateness().toMillis()),
                        FindingCoding.type())
                .name("fold")
                .uid("fold");
        DataStream<Finding> covered = hours(matches)
                .connect(folded.filter(finding -> finding.found() instanceof Found.FirstSeen)
                        .name("first seen")
                        .uid("first-seen")
                        .keyBy(CoverageFunction::key, Types.STRING))
                .process(new CoverageFunction(), FindingCoding.type())
                .name("coverage")
                .uid("coverage");
        DataStream<Finding> findings =
                covered.union(folded.filter(finding -> !(finding.found() instanceof Found.FirstSeen))
                        .name("others")
                        .uid("others"));
        DataStream<Finding> shown = suppressed(findings, settings.mode());
        SingleOutputStreamOperator<Delivered> alerts = shown.connect(
                        matches.getSideOutput(SideOutputs.RULES).broadcast(WriteFunction.TEXTS))
                .process(new WriteFunction(settings.rules(), settings.enrichment()), Delivered.type())
                .name("write")
                .uid("write");
        Pipeline raised = new Pipeline(
                alerts,
                matches.getSideOutput(SideOutputs.NOTICES)
                        .union(
                                distinct.getSideOutput(SideOutputs.NOTICES),
                                folded.getSideOutput(SideOutputs.NOTICES),
                                alerts.getSideOutput(SideOutputs.NOTICES)));
        return settings.investigation()
                .map(how -> raised.with(IncidentPipeline.of(
                        matches.getSideOutput(SideOutputs.TOLD),
                        matches.getSideOutput(SideOutputs.KEPT),
                        alerts.getSideOutput(WriteFunction.RAISED),
                        matches.getSideOutput(SideOutputs.PLAYBOOKS),
                        how,
                        settings.enrichment(),
                        settings.mode(),
                        settings.rules().now())))
                .orElse(raised);
    }

    private Pipeline with(IncidentPipeline incidents) {
        return new Pipeline(delivered.union(incidents.incidents()), notices.union(incidents.notices()));
    }

    private static KeyedStream<Hour, String> hours(SingleOutputStreamOperator<Match> matches) {
        DataStream<Hour> exchanged =
                matches.getSideOutput(SideOutputs.HOURS).keyBy(CoverageFunction::key, Types.STRING);
        return DataStreamUtils.reinterpretAsKeyedStream(
                Wakeful.after(exchanged, "hours-wakeful"), CoverageFunction::key, Types.STRING);
    }

    private static DataStream<Finding> suppressed(DataStream<Finding> findings, TimeMode mode) {
        DataStream<Finding> alone = findings.filter(finding -> !SuppressionFunction.concerns(finding))
                .name("alone")
                .uid("alone");
        return findings.filter(SuppressionFunction::concerns)
                .name("grouped")
                .uid("grouped")
                .keyBy(SuppressionFunction::key, Types.STRING)
                .process(new SuppressionFunction(mode != TimeMode.BOUNDED), FindingCoding.type())
                .name("suppression")
                .uid("suppression")
                .union(alone);
    }
}
