package dev.firstseen.deliver.html;

import dev.firstseen.deliver.story.WorstFirst;
import dev.firstseen.investigation.incident.Incident;
import java.io.IOException;
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
        List<Incident> told = incidents.subList(0, Math.min(MOST_TOLD, incidents.size()));
        Page page = Page.begin("Firstseen report of " + Words.minute(data.made().toEpochMilli()) + " UTC", out);
        page.add(new Overview(data, incidents, told.size()).node());
        for (int i = 0; i < told.size(); i++) {
            page.add(new IncidentSection(told.get(i), i + 1).node());
        }
        if (!data.alerts().isEmpty()) {
            page.add(AlertsSection.of(data.alerts()));
        }
        page.add(ReadingSection.of(data.reading(), incidents));
        page.end();
    }
}
