package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** One table of which every row is a record taken apart, made ready for its header. */
public final class RecordTable {

    private static final List<String> PROPERTIES = List.of("properties");

    /** Two numbers that differ and could both be a month's. */
    private static final Pattern EITHER_FIRST =
            Pattern.compile(" *+0?(?<one>[1-9]|1[0-2])/0?(?!\\k<one>/)(?:[1-9]|1[0-2])/[0-9]{4}[ ,][0-9:., ]*+");

    private static final Map<TableKind, Columns> COLUMNS = new EnumMap<>(Arrays.stream(TableKind.values())
            .collect(Collectors.toMap(Function.identity(), kind -> Columns.read(kind.resource()))));

    private final TableKind kind;
    private final List<Columns.Column> columns;
    private final List<String> names;

    private RecordTable(TableKind kind, List<String> header) {
        this.kind = kind;
        this.names = header.stream().map(Columns::name).toList();
        Columns known = Objects.requireNonNull(COLUMNS.get(kind));
        this.columns = header.stream()
                .map(name -> known.column(name, kind.isRecord() ? PROPERTIES : List.of()))
                .toList();
    }

    /** The table with this header; empty where it is none of the known. */
    public static Optional<RecordTable> of(List<String> header) {
        return of(header, List.of());
    }

    private static Optional<RecordTable> of(List<String> header, List<String> cells) {
        Row row = new Row(header.stream().map(Columns::name).toList(), cells);
        for (TableKind kind : TableKind.values()) {
            if (kind.has(row)) {
                return Optional.of(new RecordTable(kind, header));
            }
        }
        return Optional.empty();
    }

    /**
     * The record that a JSON object with columns as its members stands for; empty where it is of no known table.
     *
     * @throws Rejected where it says that it is of another table
     */
    public static Optional<Value.Members> record(Value.Members row) throws Rejected {
        List<String> header = List.copyOf(row.members().keySet());
        if (!header.contains("TimeGenerated")) {
            return Optional.empty();
        }
        List<String> cells = row.members().values().stream()
                .map(value -> value instanceof Value.Scalar scalar ? scalar.text() : "")
                .toList();
        Optional<RecordTable> table = of(header, cells);
        if (table.isEmpty()) {
            TableKind.requireKnown(new Row(header.stream().map(Columns::name).toList(), cells));
            return Optional.empty();
        }
        return Optional.of(table.get().record(row.members().values(), cells));
    }

    private Value.Members record(Collection<Value> values, List<String> cells) throws Rejected {
        MemberTree record = new MemberTree();
        int next = 0;
        for (Value value : values) {
            Columns.Column column = columns.get(next++);
            Optional<Value> member =
                    value instanceof Value.Text text ? column.form().value(text.text()) : Optional.of(value);
            if (column.form() != Cell.ASIDE) {
                member.ifPresent(known -> record.put(column.path(), known));
            }
        }
        return finished(record, cells);
    }

    /** A few words for people. */
    public String words() {
        return kind.words();
    }

    /**
     * The record that a row of cells stands for.
     *
     * @throws Rejected where the row says that it is of a table that is not known
     */
    public Value.Members record(List<String> cells) throws Rejected {
        MemberTree record = new MemberTree();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            Columns.Column column = columns.get(i);
            column.form().value(cells.get(i)).ifPresent(value -> record.put(column.path(), value));
        }
        return finished(record, cells);
    }

    /**
     * Whether a time of a row may be read with its day for its month: such as {@code 02/03/2026 08:15}, as spreadsheets in
     * most of the world write the second of March. With AM or PM it is American.
     */
    public boolean isMonthGuessed(List<String> cells) {
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            if (columns.get(i).form() == Cell.TIME
                    && EITHER_FIRST.matcher(cells.get(i)).matches()) {
                return true;
            }
        }
        return false;
    }

    private Value.Members finished(MemberTree record, List<String> cells) throws Rejected {
        kind.finish(record, new Row(names, cells));
        return record.members();
    }

    /** A row by the names of its columns, in lower case. */
    record Row(List<String> names, List<String> cells) {

        /** The text in a column; empty where there is none. */
        String cell(String name) {
            int column = names.indexOf(name);
            return column >= 0 && column < cells.size() ? cells.get(column).strip() : "";
        }
    }
}
