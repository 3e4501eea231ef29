package dev.firstseen.deliver.story;

import dev.firstseen.investigation.incident.Incident;
import java.util.stream.Collectors;

/** An incident in one paragraph of plain words. */
public final class Paragraph {
    private static final int LISTED = 3;

    private Paragraph() {}

    /** What the playbook told, else the sentences of the first alerts. Values are raw: escaping is each format's job. */
    public static String of(Incident incident) {
        if (!incident.paragraph().isBlank()) {
            return incident.paragraph();
        }
        String told = incident.alerts().stream()
                .limit(LISTED)
                .map(alert -> Sentence.of(alert) + ".")
                .collect(Collectors.joining(" "));
        int more = incident.alerts().size() - LISTED;
        return more > 0 ? told + " " + more + (more == 1 ? " more alert" : " more alerts") + " followed." : told;
    }
}
