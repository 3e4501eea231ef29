package dev.firstseen.microsoft.view;

import dev.firstseen.engine.event.Document;
import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The ECS view of one kind of record: a table of mappings, and the places where members stay that no mapping moves.
 * Single fields and whole documents are both answered from these, so they cannot disagree. A mapping below such a place
 * names a member of it; where it gives nothing, the member that stays there counts.
 *
 * @param <R> the kind of raw record
 */
public final class EcsView<R> {
    /** Rules name a few hundred fields; the way to more is found anew each time. */
    private static final int REMEMBERED = 5_000;

    private final SequencedMap<FieldPath, List<Mapping<R>>> byField = new LinkedHashMap<>();
    private final Map<String, List<Mapping<R>>> byMoved = new HashMap<>();
    private final FieldIndex<R> index = new FieldIndex<>();
    private final Map<FieldPath, FieldReader<R>> readers = new ConcurrentHashMap<>();

    /**
     * @param rows the table of mappings
     * @param places where members stay, outer ones first
     */
    public EcsView(List<Mapping<R>> rows, SequencedMap<FieldPath, ? extends Kept<R>> places) {
        for (Mapping<R> row : rows) {
            byField.computeIfAbsent(row.field(), field -> new ArrayList<>()).add(row);
            if (!row.moved().isEmpty()) {
                byMoved.computeIfAbsent(row.moved(), member -> new ArrayList<>())
                        .add(row);
            }
        }
        byField.forEach(index::add);
        places.forEach(index::add);
    }

    /** The rows by field, in the order in which the fields first appear. */
    public SequencedMap<FieldPath, List<Mapping<R>>> byField() {
        return Collections.unmodifiableSequencedMap(byField);
    }

    /** The rows that move a member out of its place, in the records that they apply to. */
    public List<Mapping<R>> movers(String member) {
        return byMoved.getOrDefault(member, List.of());
    }

    /** All values of a field, as {@link #document} holds them. */
    public List<Value> values(R record, FieldPath field) {
        FieldReader<R> reader = readers.get(field);
        if (reader == null) {
            reader = reader(field);
            if (readers.size() < REMEMBERED) {
                readers.put(field, reader);
            }
        }
        return reader.read(record);
    }

    private FieldReader<R> reader(FieldPath field) {
        List<String> segments = field.segments();
        int last = segments.size() - 1;
        FieldIndex<R> node = index;
        for (int depth = 0; ; depth++) {
            List<String> below = List.copyOf(segments.subList(depth + 1, last + 1));
            Kept<R> kept = node.kept();
            FieldReader<R> stays = kept == null ? record -> List.of() : kept.reader(segments.get(depth), below);
            FieldIndex<R> next = node.child(segments.get(depth));
            if (next == null) {
                return stays;
            }
            if (!next.rows().isEmpty()) {
                return orElse(next::value, below, stays);
            }
            if (depth == last) {
                return orElse(next::object, below, stays);
            }
            node = next;
        }
    }

    private static <R> FieldReader<R> orElse(
            Function<R, @Nullable Value> mapped, List<String> below, FieldReader<R> stays) {
        return record -> {
            Value value = mapped.apply(record);
            return value == null ? stays.read(record) : FieldReader.below(value, below);
        };
    }

    /** Whether a record can have values in a field at all. */
    public boolean mayHold(FieldPath field) {
        FieldIndex<R> node = index;
        for (String segment : field.segments()) {
            FieldIndex<R> next = node.child(segment);
            if (next == null) {
                return node.kept() != null;
            }
            if (!next.rows().isEmpty()) {
                return true;
            }
            node = next;
        }
        return true;
    }

    public Document document(R record) {
        return new Document(new Value.Members(index.build(record)));
    }

    /**
     * Whether a raw record must hold this text, as it is but for JSON's escapes, if its event has it as a whole value of
     * this field. Where the answer is false nothing can be said. It is what allows a record to be passed over without
     * parsing it.
     *
     * @param text the text of a value, letter case and all
     */
    public boolean verbatim(FieldPath field, String text) {
        // A number may be written in another way: 1e9 for 1.0E9.
        return !text.isEmpty() && !isNumberLike(text) && asWritten(field).whole(text);
    }

    /** As {@link #verbatim}, for a text that a value of the field contains. */
    public boolean verbatimPart(FieldPath field, String text) {
        return !text.isEmpty()
                && !isNumberLike(text)
                && !text.chars().allMatch(Character::isDigit)
                && asWritten(field).part();
    }

    private AsWritten asWritten(FieldPath field) {
        List<String> segments = field.segments();
        int size = segments.size();
        FieldIndex<R> node = index;
        for (int depth = 0; depth < size; depth++) {
            FieldIndex<R> next = node.child(segments.get(depth));
            Kept<R> kept = node.kept();
            AsWritten stays = kept == null
                    ? AsWritten.Same.NEVER
                    : kept.asWritten(segments.get(depth), segments.subList(depth + 1, size));
            if (next == null) {
                return stays;
            }
            if (!next.rows().isEmpty()) {
                return depth == size - 1 && (kept == null || stays.part()) ? ofAll(next.rows()) : AsWritten.Same.NEVER;
            }
            node = next;
        }
        return AsWritten.Same.NEVER;
    }

    /** Where a field comes from in the raw record, for people; empty where it cannot be in one. */
    public Optional<String> source(FieldPath field) {
        List<String> segments = field.segments();
        int size = segments.size();
        FieldIndex<R> node = index;
        for (int depth = 0; depth < size; depth++) {
            FieldIndex<R> next = node.child(segments.get(depth));
            Kept<R> kept = node.kept();
            List<String> below = segments.subList(depth + 1, size);
            String stays = kept == null ? "" : kept.source(segments.get(depth), below);
            if (next == null) {
                return stays.isEmpty() ? Optional.empty() : Optional.of(stays);
            }
            if (!next.rows().isEmpty()) {
                SequencedSet<String> sources = new LinkedHashSet<>();
                next.rows().forEach(row -> sources.add(row.source()));
                if (!stays.isEmpty()) {
                    sources.add(stays);
                }
                return Optional.of(String.join("; else ", sources));
            }
            node = next;
        }
        return Optional.of("the fields below");
    }

    private AsWritten ofAll(List<Mapping<R>> rows) {
        AsWritten first = rows.getFirst().asWritten();
        return rows.stream().allMatch(row -> row.asWritten().equals(first)) ? first : AsWritten.Same.NEVER;
    }

    /** Whether a text could be a number in some other spelling: with a fraction, an exponent or a sign. */
    private static boolean isNumberLike(String value) {
        boolean whole = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            whole &= digit;
            if (!digit && "+-.eE".indexOf(c) < 0) {
                return false;
            }
        }
        return !whole;
    }
}
