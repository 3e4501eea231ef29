package dev.firstseen.flink.incident;

import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.investigation.incident.Case;
import dev.firstseen.investigation.incident.Incidents;
import dev.firstseen.investigation.playbook.Playbook;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.investigation.trace.TracedFields;
import dev.firstseen.microsoft.dataset.MicrosoftFields;
import java.util.Optional;
import java.util.stream.Collectors;

/** The playbooks in use, read once. */
record Manuals(PlaybookTexts texts, Playbooks playbooks, TracedFields traced) {

    static Manuals of(PlaybookTexts texts) {
        Playbooks playbooks = texts.playbooks();
        return new Manuals(texts, playbooks, incidents(playbooks).traced());
    }

    private static Incidents incidents(Playbooks playbooks) {
        return new Incidents(playbooks, MicrosoftFields.INSTANCE);
    }

    /** Whether others may be looked for in networks beside those of a case's alerts. */
    boolean mayLookFurther(Case open) {
        return incidents(playbooks).mayLookFurther(open);
    }

    /** By what a case is investigated; of all playbooks its own are few. */
    Manual of(Case open) {
        return new Manual(
                texts.among(open.alerts().stream()
                        .map(playbooks::of)
                        .flatMap(Optional::stream)
                        .map(Playbook::file)
                        .collect(Collectors.toSet())),
                traced);
    }

    /** Of all of them. */
    Manual all() {
        return new Manual(texts, traced);
    }
}
