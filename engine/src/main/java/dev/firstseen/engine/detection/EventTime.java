package dev.firstseen.engine.detection;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.OptionalLong;

/** Which of an event's times decides what came before what. */
public enum EventTime {
    /** {@code @timestamp}: when it happened. An export that was loaded in one go has no other meaningful time. */
    OCCURRED {
        @Override
        public long of(Event event) {
            return event.time();
        }
    },
    /** {@code event.ingested}: when it became known; {@code @timestamp} where an event has no such time. */
    INGESTED {
        @Override
        public long of(Event event) {
            for (Value value : event.values(EVENT_INGESTED)) {
                OptionalLong time = millis(value);
                if (time.isPresent()) {
                    return time.getAsLong();
                }
            }
            return event.time();
        }
    };

    private static final FieldPath EVENT_INGESTED = FieldPath.of("event.ingested");
    private static final int LONGEST = 40;

    /** The time of an event, in milliseconds since 1970. */
    public abstract long of(Event event);

    private static OptionalLong millis(Value value) {
        return switch (value) {
            case Value.Whole(long number) -> OptionalLong.of(number);
            case Value.Text(String text) -> millis(text);
            case Value.Decimal number -> OptionalLong.empty();
            case Value.Truth truth -> OptionalLong.empty();
            case Value.Items items -> OptionalLong.empty();
            case Value.Members members -> OptionalLong.empty();
        };
    }

    private static OptionalLong millis(String text) {
        if (text.length() > LONGEST) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(OffsetDateTime.parse(text).toInstant().toEpochMilli());
        } catch (DateTimeException | ArithmeticException noTime) {
            return OptionalLong.empty();
        }
    }
}
