package dev.firstseen.engine.presence;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.kql.Glob;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Counts in how many records of one dataset each field holds a value. It grows with the names of fields, of which it keeps
 * a bounded number, and not with the records.
 */
public final class FieldCensus implements Occurrence {

    /** A field that only ever holds these says nothing: what Microsoft writes where it knows, or is licensed for, nothing. */
    private static final Set<String> HOLLOW = Set.of(
            "", "-", "none", "unknown", "null", "n/a", "hidden", "undefined", "unknownfuturevalue", "not available");

    /** Hostile records could bring a name each; a Microsoft dataset has some hundred. */
    private static final int MOST_FIELDS = 20_000;

    private static final int LONGEST_HOLLOW = 20;
    private static final int MOST_WORDS = 20;
    private static final int DEEPEST = 100;

    private final SortedMap<String, Tally> fields = new TreeMap<>();
    private long records;
    private long uncounted;

    private static final class Tally {
        private long records;
        private long latest = -1;
        private boolean held;
        private final SortedSet<String> words = new TreeSet<>();
    }

    /** Counts one record. */
    public void add(Event event) {
        add(event.document().root());
    }

    void add(Value.Members document) {
        members(document, "", 0);
        records++;
    }

    /** Adds what another census of the same dataset counted in other records. */
    public void merge(FieldCensus other) {
        other.fields.forEach((name, theirs) -> {
            Tally ours = tally(name);
            if (ours != null) {
                ours.records += theirs.records;
                ours.held |= theirs.held;
                ours.words.addAll(theirs.words);
            }
        });
        records += other.records;
        uncounted += other.uncounted;
    }

    /** How many records were counted. */
    public long records() {
        return records;
    }

    /** How many values were passed over: the names of fields were too many, or too deep. Any field may have held them. */
    public long uncounted() {
        return uncounted;
    }

    /**
     * How a field occurs, or all that lies below it where it is an object. Where values were passed over, a field that is not
     * known to hold any counts as holding some: nothing is called missing by mistake.
     */
    public Presence of(String name) {
        return uncounted > 0 ? new Presence.Held() : counted(name);
    }

    private Presence counted(String name) {
        Tally own = fields.get(name);
        Presence found = own == null ? new Presence.Never() : presence(own);
        String prefix = name + ".";
        for (Map.Entry<String, Tally> below : fields.tailMap(prefix).entrySet()) {
            if (!below.getKey().startsWith(prefix)) {
                break;
            }
            found = more(found, presence(below.getValue()));
        }
        return found;
    }

    /** How the fields occur, taken as one, whose names match. */
    @Override
    public Presence of(Glob name) {
        if (name.isLiteral()) {
            return of(name.text());
        }
        if (uncounted > 0) {
            return new Presence.Held();
        }
        Presence found = new Presence.Never();
        for (Map.Entry<String, Tally> field : fields.entrySet()) {
            if (name.matches(field.getKey())) {
                found = more(found, presence(field.getValue()));
            }
        }
        return found;
    }

    private Presence presence(Tally tally) {
        return tally.held ? new Presence.Held() : new Presence.Hollow(tally.words, tally.records == records);
    }

    private static Presence more(Presence one, Presence other) {
        return switch (one) {
            case Presence.Never() -> other;
            case Presence.Held() -> one;
            case Presence.Hollow(SortedSet<String> words, boolean always) ->
                switch (other) {
                    case Presence.Never() -> one;
                    case Presence.Held() -> other;
                    case Presence.Hollow(SortedSet<String> more, boolean alsoAlways) -> {
                        SortedSet<String> both = new TreeSet<>(words);
                        both.addAll(more);
                        yield new Presence.Hollow(both, always || alsoAlways);
                    }
                };
        };
    }

    private void members(Value.Members members, String path, int depth) {
        members.members().forEach((name, value) -> {
            // A name with a dot in it is met by no field of a rule, which would look for an object.
            if (name.indexOf('.') < 0) {
                value(value, path.isEmpty() ? name : path + "." + name, depth + 1);
            }
        });
    }

    private void value(Value value, String path, int depth) {
        if (depth > DEEPEST) {
            uncounted++;
            return;
        }
        switch (value) {
            case Value.Items items -> {
                for (Value item : items.items()) {
                    value(item, path, depth + 1);
                }
            }
            case Value.Members members -> members(members, path, depth);
            case Value.Scalar scalar -> count(path, scalar.text());
        }
    }

    private void count(String path, String text) {
        Tally tally = tally(path);
        if (tally == null) {
            return;
        }
        if (tally.latest != records) {
            tally.latest = records;
            tally.records++;
        }
        if (tally.held) {
            return;
        }
        if (text.length() <= LONGEST_HOLLOW && HOLLOW.contains(text.toLowerCase(Locale.ROOT))) {
            if (tally.words.size() < MOST_WORDS) {
                tally.words.add(text);
            }
        } else {
            tally.held = true;
            tally.words.clear();
        }
    }

    private @Nullable Tally tally(String name) {
        Tally known = fields.get(name);
        if (known == null) {
            if (fields.size() == MOST_FIELDS) {
                uncounted++;
                return null;
            }
            known = new Tally();
            fields.put(name, known);
        }
        return known;
    }
}
