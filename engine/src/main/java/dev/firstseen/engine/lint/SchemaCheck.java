package dev.firstseen.engine.lint;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the format asks of rules beyond what reading one needs. */
final class SchemaCheck implements Check {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][^\\n]{0,300}[a-zA-Z0-9\\[\\]()]");

    /** What the types need whose queries are not read yet; of the others, a missing key is an error. */
    private static final Map<String, List<String>> REQUIRED = Map.of(
            "eql", List.of("query", "language"),
            "esql", List.of("query", "language"),
            "machine_learning", List.of("machine_learning_job_id", "anomaly_threshold"),
            "threat_match", List.of("query", "threat_index", "threat_mapping"));

    private static final Map<String, Band> BANDS = Map.of(
            "low", new Band(0, 21),
            "medium", new Band(22, 47),
            "high", new Band(48, 73),
            "critical", new Band(74, 100));

    /** The risk scores of a severity. */
    private record Band(int least, int most) {}

    @Override
    public void look(LintedFile file, Findings findings) {
        for (String key : REQUIRED.getOrDefault(file.type(), List.of())) {
            if (!file.rule().has(key)) {
                findings.add(
                        Lint.REQUIRED_KEY,
                        file.at("type"),
                        "a rule of type '%s' needs the key '%s'".formatted(file.type(), key));
            }
        }
        String name = file.text("name");
        if (!name.isBlank() && !NAME.matcher(name).matches()) {
            findings.add(
                    Lint.NAME_FORM,
                    file.at("name"),
                    "a name begins with a letter or digit and ends with one or a bracket");
        }
        risk(file, findings);
        index(file, findings);
        for (String key : List.of("version", "revision")) {
            if (file.rule().has(key)) {
                findings.add(
                        Lint.VERSION_KEY,
                        file.rule().keyPlace(key),
                        "'%s' is set when a rule is published; leave it out".formatted(key));
            }
        }
    }

    private static void risk(LintedFile file, Findings findings) {
        Band band = BANDS.get(file.text("severity"));
        long risk = file.rule().whole("risk_score").orElse(-1L);
        if (band != null && risk >= 0 && (risk < band.least() || risk > band.most())) {
            findings.add(
                    Lint.RISK_BAND,
                    file.at("risk_score"),
                    "severity '%s' goes with a risk_score from %d to %d, not %d"
                            .formatted(file.text("severity"), band.least(), band.most(), risk));
        }
    }

    private static void index(LintedFile file, Findings findings) {
        boolean index = file.rule().has("index");
        boolean view = file.rule().has("data_view_id");
        if (file.isType("esql", "machine_learning")) {
            if (index) {
                findings.add(
                        Lint.INDEX_UNUSED,
                        file.rule().keyPlace("index"),
                        "'index' has no effect in a rule of type '%s'; leave it out".formatted(file.type()));
            }
        } else if (index == view && !file.type().isEmpty()) {
            findings.add(
                    Lint.INDEX_OR_DATA_VIEW,
                    index ? file.rule().keyPlace("data_view_id") : file.rule().place(),
                    index
                            ? "'index' and 'data_view_id' exclude each other; keep one"
                            : "a rule says what it reads: write 'index', such as [\"logs-o365.audit-*\"]");
        }
    }
}
