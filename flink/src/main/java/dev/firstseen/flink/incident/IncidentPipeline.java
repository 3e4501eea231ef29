package dev.firstseen.flink.incident;

import dev.firstseen.flink.alert.Delivered;
import dev.firstseen.flink.alert.Raised;
import dev.firstseen.flink.archive.Kept;
import dev.firstseen.flink.archive.Told;
import dev.firstseen.flink.match.Enrichment;
import dev.firstseen.flink.match.Notice;
import dev.firstseen.flink.match.SideOutputs;
import dev.firstseen.flink.order.Wakeful;
import dev.firstseen.flink.playbooks.PlaybookVersion;
import dev.firstseen.flink.source.TimeMode;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the job that makes incidents of alerts.
 *
 * @param incidents as they are delivered
 * @param notices what was not kept or not investigated
 */
public record IncidentPipeline(DataStream<Delivered> incidents, DataStream<Notice> notices) {

    /**
     * Adds it to a job.
     *
     * @param playbooks what is found when they are looked at again; nothing where they do not change
     * @param submission when the job was submitted, in milliseconds since 1970
     */
    public static IncidentPipeline of(
            DataStream<Told> told,
            DataStream<Kept> kept,
            DataStream<Raised> raised,
            DataStream<PlaybookVersion> playbooks,
            InvestigationSettings settings,
            Enrichment tables,
            TimeMode mode,
            long submission) {
        DataStream<News> ofRecords = told.<News>map(News.OfRecords::new, News.type())
                .name("news of records")
                .uid("news-of-records");
        DataStream<News> ofAlerts = raised.<News>map(News.OfAlert::new, News.type())
                .name("news of alerts")
                .uid("news-of-alerts");
        SingleOutputStreamOperator<Order> orders = awake(ofRecords.union(ofAlerts), News::key, "told")
                .connect(playbooks.broadcast(AccountsFunction.PLAYBOOKS))
                .process(new AccountsFunction(settings, tables, mode, submission), Order.type())
                .name("accounts")
                .uid("accounts");
        SingleOutputStreamOperator<Answer> answers = awake(
                        kept, each -> each.shelf().key(), "kept")
                .connect(orders.getSideOutput(AccountsFunction.QUESTIONS)
                        .keyBy(each -> each.shelf().key(), Types.STRING))
                .process(new ArchiveFunction(settings), Answer.type())
                .name("archive")
                .uid("archive");
        SingleOutputStreamOperator<Delivered> incidents = orders.keyBy(Order::key, Types.STRING)
                .connect(answers.keyBy(Answer::key, Types.STRING))
                .process(new InvestigateFunction(settings, tables), Delivered.type())
                .name("investigate")
                .uid("investigate");
        return new IncidentPipeline(
                incidents,
                orders.getSideOutput(SideOutputs.NOTICES)
                        .union(
                                answers.getSideOutput(SideOutputs.NOTICES),
                                incidents.getSideOutput(SideOutputs.NOTICES)));
    }

    private static <T> KeyedStream<T, String> awake(DataStream<T> stream, KeySelector<T, String> key, String name) {
        return DataStreamUtils.reinterpretAsKeyedStream(
                Wakeful.after(stream.keyBy(key, Types.STRING), name + "-wakeful"), key, Types.STRING);
    }
}
