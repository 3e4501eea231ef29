package dev.firstseen.deliver.alert;

import dev.firstseen.deliver.text.Visible;
import dev.firstseen.engine.alert.Alert;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * CSV that is safe to open in a spreadsheet: no cell is taken for a formula, none is longer than a cell may be. It
 * begins with a byte order mark, without which Excel reads UTF-8 as the machine's old code page.
 */
public record Csv() implements AlertFormat {
    /** What a cell of Excel holds. */
    private static final int LONGEST = 32_767;

    private static final String HEADER = "time,severity,risk_score,rule,rule_id,user,source_ip,as_number,as_organization,"
            + "network_kind,country,terms,coverage,sentence,event_id,alert_id,tenant";

    @Override
    public void write(List<Alert> alerts, Appendable out) throws IOException {
        out.append('\ufeff').append(HEADER).append("\r\n");
        for (Alert alert : alerts) {
            Facts facts = new Facts(alert.event());
            Rule rule = alert.rule();
            String terms = "";
            String coverage = "";
            if (alert instanceof Alert.FirstSeen seen) {
                terms = seen.terms().stream().map(Value.Scalar::text).collect(Collectors.joining(" | "));
                coverage = String.format(Locale.ROOT, "%.4f", seen.history().coverage());
            }
            List<String> cells = List.of(
                    Instant.ofEpochMilli(alert.event().time()).toString(), rule.severity().word(),
                    Integer.toString(rule.riskScore()), rule.name(), rule.id(), facts.user(), facts.first("source.ip"),
                    facts.first("source.as.number"), facts.first("source.as.organization.name"), facts.kind(),
                    facts.country(), terms, coverage, Sentence.of(alert), alert.event().id(), alert.id(),
                    alert.event().tenant());
            out.append(cells.stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
        }
    }

    static String cell(String text) {
        String shown = Visible.of(text);
        String start = text.stripLeading();
        boolean formula = !start.isEmpty() && "=+-@＝＋－＠".indexOf(start.charAt(0)) >= 0;
        if (formula || text.startsWith("\t") || text.startsWith("\r") || text.startsWith("\n")) {
            shown = "'" + shown;
        }
        if (shown.length() > LONGEST) {
            int kept = LONGEST - 40;
            kept -= Character.isHighSurrogate(shown.charAt(kept - 1)) ? 1 : 0;
            shown = shown.substring(0, kept) + "… (+" + (shown.length() - kept) + " characters)";
        }
        return '"' + shown.replace("\"", "\"\"") + '"';
    }
}
