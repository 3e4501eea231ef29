package dev.firstseen.flink.incident;

import dev.firstseen.flink.playbooks.PlaybookTexts;
import dev.firstseen.investigation.playbook.Playbooks;
import java.util.HashMap;
import java.util.Map;

/** Reads the playbooks of cases, the same ones once. Not safe for several threads. */
final class ManualReading {

    /** How many different ones are held; when there are more, it begins anew. */
    private static final int MOST = 100;

    private final Map<PlaybookTexts, Playbooks> known = new HashMap<>();

    Playbooks playbooks(Manual manual) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(manual.playbooks(), PlaybookTexts::playbooks);
    }
}
