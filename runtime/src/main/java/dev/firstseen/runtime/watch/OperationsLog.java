package dev.firstseen.runtime.watch;

import dev.firstseen.engine.event.JsonWriter;
import dev.firstseen.engine.event.Value;
import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** What an operator reads: one JSON object a line. Safe for use by many threads. */
public final class OperationsLog {
    public static final String SOURCE_FAILING = "source.failing";
    public static final String SOURCE_RECOVERED = "source.recovered";

    private final PrintStream out;
    private final Clock clock;
    private final Predicate<String> written;

    /** How bad it is. */
    public enum Level {
        INFO,
        WARNING,
        ERROR
    }

    public OperationsLog(PrintStream out, Clock clock) {
        this(out, clock, _ -> true);
    }

    /** @param written which events are written, by their words; asked of each in its turn, by many threads */
    public OperationsLog(PrintStream out, Clock clock, Predicate<String> written) {
        this.out = out;
        this.clock = clock;
        this.written = written;
    }

    /**
     * Writes a line.
     *
     * @param event what happened, a word for machines, such as {@code source.failing}
     * @param sentence what happened, for people; holds no secret
     * @param details names and values, by turns
     */
    public void write(Level level, String event, String sentence, String... details) {
        if (!written.test(event)) {
            return;
        }
        SequencedMap<String, Value> line = new LinkedHashMap<>();
        line.put(
                "@timestamp",
                Value.of(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString()));
        line.put("log.level", Value.of(level.name().toLowerCase(Locale.ROOT)));
        line.put("event.action", Value.of(event));
        line.put("message", Value.of(sentence));
        for (int i = 0; i + 1 < details.length; i += 2) {
            line.put(details[i], Value.of(details[i + 1]));
        }
        synchronized (out) {
            out.println(JsonWriter.text(new Value.Members(line)));
            out.flush();
        }
    }

    void info(String event, String sentence, String... details) {
        write(Level.INFO, event, sentence, details);
    }

    void warning(String event, String sentence, String... details) {
        write(Level.WARNING, event, sentence, details);
    }

    void error(String event, String sentence, String... details) {
        write(Level.ERROR, event, sentence, details);
    }
}
