package dev.firstseen.engine.lint;

import java.util.Locale;
import java.util.regex.Pattern;

/** ES|QL queries, as far as their commands can be told without reading the language. */
final class EsqlCheck implements Check {
    private static final Pattern STATS = Pattern.compile("\\|\\s*stats\\b");
    private static final Pattern KEEP = Pattern.compile("\\|\\s*keep\\b");

    @Override
    public void look(LintedFile file, Findings findings) {
        if (!file.isType("esql")) {
            return;
        }
        String query = QueryCode.of(file.text("query")).toLowerCase(Locale.ROOT);
        boolean rows = !STATS.matcher(query).find();
        int end = query.indexOf('|');
        String from = end < 0 ? query : query.substring(0, end);
        if (rows
                && !(from.contains("metadata")
                        && from.contains("_id")
                        && from.contains("_version")
                        && from.contains("_index"))) {
            findings.add(
                    Lint.ESQL_METADATA,
                    file.at("query"),
                    "without 'stats' each row is an alert, and Kibana tells them apart by 'metadata _id, _version,"
                            + " _index' behind 'from'");
        }
        if (!KEEP.matcher(query).find()) {
            findings.add(Lint.ESQL_KEEP, file.at("query"), "say which columns an alert shows, with the command 'keep'");
        }
    }
}
