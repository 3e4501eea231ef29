package dev.firstseen.runtime.watch;

import dev.firstseen.deliver.sink.Outcome;
import dev.firstseen.store.Outbox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of the notices that were sent together. Used by one thread. */
final class Results {
    private final List<Long> taken = new ArrayList<>();
    private final Map<String, List<Outbox.Entry>> refused = new LinkedHashMap<>();
    private final List<Outbox.Entry> again = new ArrayList<>();
    private Optional<Outcome.Retry> why = Optional.empty();

    void add(List<Outbox.Entry> entries, Outcome outcome) {
        switch (outcome) {
            case Outcome.Taken _ -> entries.forEach(entry -> taken.add(entry.number()));
            case Outcome.Retry retry -> {
                again.addAll(entries);
                why = Optional.of(retry);
            }
            case Outcome.Refused(String sentence) ->
                refused.computeIfAbsent(sentence, _ -> new ArrayList<>()).addAll(entries);
        }
    }

    /** The numbers of those the sink has. */
    List<Long> taken() {
        return taken;
    }

    /** Those that it will never take, by its reason. */
    Map<String, List<Outbox.Entry>> refused() {
        return refused;
    }

    /** Those to send again. */
    List<Outbox.Entry> again() {
        return again;
    }

    /** Why the last of them was not taken; empty where none is to be sent again. */
    Optional<Outcome.Retry> why() {
        return why;
    }
}
