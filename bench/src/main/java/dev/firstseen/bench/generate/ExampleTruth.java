package dev.firstseen.bench.generate;

import java.util.ArrayList;
import java.util.List;

/** What is known of the example's files beside its alerts: how many records each holds, which are there twice. */
final class ExampleTruth {
    private record Part(String path, String dataset, int records, int repeated) {}

    private record CutOff(String path, int line, String id) {}

    private final List<Part> parts = new ArrayList<>();
    private final List<CutOff> cutOff = new ArrayList<>();

    /** @param repeated how many of the records are in files before it already */
    void file(String path, int records, int repeated) {
        parts.add(new Part(path, "o365.audit", records, repeated));
    }

    void other(String path, String dataset, int records) {
        parts.add(new Part(path, dataset, records, 0));
    }

    void cutOff(String path, int line, String id) {
        cutOff.add(new CutOff(path, line, id));
    }

    /** @param planted what came of the grants of the phished */
    String text(ExpectedAlerts alerts, List<PlantedSteps> planted, long seed, long start) {
        StringBuilder out = new StringBuilder();
        Json json = new Json(out);
        json.object().field("seed", seed);
        alerts.write(json, out, start);
        json.key("planted").array();
        for (PlantedSteps steps : planted) {
            steps.write(line(json, out));
            json.end();
        }
        json.close();
        out.append('\n');
        json.key("rejected").array();
        for (CutOff record : cutOff) {
            line(json, out)
                    .field("file", record.path())
                    .field("line", record.line())
                    .field("event.id", record.id())
                    .field("reason", "AuditData is cut off")
                    .end();
        }
        json.close();
        out.append('\n');
        json.key("files").array();
        for (Part part : parts) {
            line(json, out)
                    .field("file", part.path())
                    .field("dataset", part.dataset())
                    .field("records", part.records())
                    .field("repeated", part.repeated())
                    .end();
        }
        json.close();
        out.append('\n');
        json.end();
        return out.append('\n').toString();
    }

    private static Json line(Json json, StringBuilder out) {
        json.object();
        out.insert(out.length() - 1, "\n  ");
        return json;
    }
}
