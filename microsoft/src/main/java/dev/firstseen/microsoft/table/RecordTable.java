package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One table of which every row is a record taken apart, made ready for its header. */
public final class RecordTable {

    private static final List<String> PROPERTIES = List.of("properties");

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
        Set<String> names = new LinkedHashSet<>();
        header.forEach(name -> names.add(Columns.name(name)));
        for (TableKind kind : TableKind.values()) {
            if (kind.has(names)) {
                return Optional.of(new RecordTable(kind, header));
            }
        }
        return Optional.empty();
    }

    /** The record that a JSON object with columns as its members stands for; empty where it is of no known table. */
    public static Optional<Value.Members> record(Value.Members row) {
        List<String> header = new ArrayList<>(row.members().keySet());
        if (header.stream().noneMatch(name -> name.equals("TimeGenerated"))) {
            return Optional.empty();
        }
        return of(header).map(table -> table.record(row.members().values()));
    }

    private Value.Members record(Collection<Value> values) {
        MemberTree record = new MemberTree();
        List<String> cells = new ArrayList<>();
        for (Value value : values) {
            cells.add(value instanceof Value.Scalar scalar ? scalar.text() : "");
            Columns.Column column = columns.get(cells.size() - 1);
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

    /** The record that a row of cells stands for. */
    public Value.Members record(List<String> cells) {
        MemberTree record = new MemberTree();
        for (int i = 0; i < Math.min(cells.size(), columns.size()); i++) {
            Columns.Column column = columns.get(i);
            column.form().value(cells.get(i)).ifPresent(value -> record.put(column.path(), value));
        }
        return finished(record, cells);
    }

    private Value.Members finished(MemberTree record, List<String> cells) {
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
