package dev.firstseen.bench.shape;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The shapes that can be asked for by name, as in {@code purview-csv}. */
public enum ShapeName {
    BLOBS("json"),
    PURVIEW_CSV("csv"),
    SEARCH_CSV("csv"),
    SEARCH_JSON("json"),
    GRAPH_JSON("json"),
    GRAPH_CSV("csv"),
    SIEM_CSV("csv");

    private final String extension;

    ShapeName(String extension) {
        this.extension = extension;
    }

    public static Optional<ShapeName> of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.toString().equals(text))
                .findFirst();
    }

    public Shape shape() {
        return switch (this) {
            case BLOBS -> ManagementApi.BLOBS;
            case PURVIEW_CSV -> new PurviewCsv();
            case SEARCH_CSV -> new SearchCsv(true);
            case SEARCH_JSON -> new SearchJson();
            case GRAPH_JSON -> GraphQuery.JSON;
            case GRAPH_CSV -> GraphQuery.CSV;
            case SIEM_CSV -> new SiemCsv();
        };
    }

    /** What the name of a file in this shape ends with. */
    public String extension() {
        return extension;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
