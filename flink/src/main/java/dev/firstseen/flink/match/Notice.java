package dev.firstseen.flink.match;

/**
 * Something that could not be used, counted.
 *
 * @param kind what happened, such as {@code rejected} or {@code late}
 * @param reason a sentence
 * @param of what it is about: a rule, or where the records are from
 * @param tenant empty where that is not known
 * @param event the event's id; empty where that is not known
 * @param time in milliseconds since 1970; {@link Long#MIN_VALUE} where there is none
 * @param count how many
 */
public record Notice(String kind, String reason, String of, String tenant, String event, long time, long count) {

    /** The same of so many. */
    public Notice counted(long number) {
        return new Notice(kind, reason, of, tenant, event, time, number);
    }
}
