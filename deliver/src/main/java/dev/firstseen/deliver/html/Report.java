package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.WorstFirst;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The page that tells the story: one file that asks for nothing from outside, reads well on paper and without scripts,
 * and shows whatever a log holds as text.
 */
public final class Report {
    /** More would make a page that no browser opens. */
    private static final int MOST_TOLD = 500;

    private Report() {}

    /**
     * Writes the report; the output stays open. Text is to be encoded as UTF-8.
     *
     * @throws IOException where the output fails
     */
    public static void write(ReportData data, Appendable out) throws IOException {
        List<Incident> incidents = WorstFirst.of(data.incidents());
        List<Incident> told = incidents.stream()
                .filter(incident -> !Calm.is(incident))
                .limit(MOST_TOLD)
                .toList();
        List<Incident> named = new ArrayList<>(incidents);
        named.removeAll(told);
        Detail detail = Detail.of(told.size());
        Page page = Page.begin("Firstseen report of " + Words.minute(data.made().toEpochMilli()) + " UTC", out);
        page.add(new Overview(data, told, named).node());
        for (int i = 0; i < told.size(); i++) {
            page.add(new IncidentSection(told.get(i), i + 1, detail).node());
        }
        if (!data.alerts().isEmpty()) {
            page.add(AlertsSection.of(data.alerts()));
        }
        page.add(ReadingSection.of(data.reading(), incidents));
        page.end();
    }
}
