package dev.firstseen.flink.order;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Sends all on but idleness. Tasks that read may be idle, but those behind the first exchange all have the same watermark
 * sooner or later. Were they idle too, then after a pause the first of them to go on would take time forward alone, and what
 * the others have would be late.
 */
public final class Wakeful<T> extends AbstractStreamOperator<T> implements OneInputStreamOperator<T, T> {
    private static final long serialVersionUID = 1;

    private Wakeful() {}

    /** Adds it to a job, after a stream that has been exchanged. */
    public static <T> SingleOutputStreamOperator<T> after(DataStream<T> stream, String name) {
        return stream.transform(name, stream.getType(), new Wakeful<T>())
                .name(name)
                .uid(name);
    }

    @Override
    public void processElement(StreamRecord<T> element) {
        output.collect(element);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) {}
}
