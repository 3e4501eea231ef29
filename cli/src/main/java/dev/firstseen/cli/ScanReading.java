package dev.firstseen.cli;

import dev.firstseen.deliver.html.Reading;
import dev.firstseen.engine.coverage.Coverage;
import dev.firstseen.engine.coverage.ObservedHours;
import dev.firstseen.engine.coverage.Stretch;
import dev.firstseen.investigation.playbook.Playbooks;
import dev.firstseen.microsoft.Rejection;
import dev.firstseen.microsoft.container.Contents;
import dev.firstseen.microsoft.export.ExportReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a report rests on.
 *
 * @param exports one for each content that was opened
 * @param refusals what could not even be opened
 * @param coverage which hours of which log were observed
 */
record ScanReading(List<ExportReport> exports, List<Contents.Refusal> refusals, Coverage coverage) {
    private static final int MOST_NOTES = 100;

    /** @param tables that addresses were looked up in */
    Reading reading(Playbooks playbooks, List<String> tables) {
        return new Reading(
                exports.size(),
                exports.stream().mapToLong(ExportReport::bytes).sum(),
                exports.stream().mapToLong(ExportReport::records).sum(),
                exports.stream().flatMap(export -> export.first().stream()).min(Comparator.naturalOrder()),
                exports.stream().flatMap(export -> export.last().stream()).max(Comparator.naturalOrder()),
                datasets(),
                missing(playbooks),
                rejects(),
                notes(),
                tables);
    }

    private List<Reading.Dataset> datasets() {
        Map<String, Long> records = records();
        List<Reading.Dataset> datasets = new ArrayList<>();
        for (Map.Entry<Coverage.Log, ObservedHours> log : coverage.logs().entrySet()) {
            ObservedHours hours = log.getValue();
            if (!hours.isEmpty()) {
                String name = log.getKey().dataset();
                datasets.add(new Reading.Dataset(
                        name,
                        log.getKey().tenant(),
                        records.getOrDefault(name, 0L),
                        hours.count(),
                        hours.silences(1).stream().mapToLong(Stretch::hours).sum()));
            }
        }
        return datasets;
    }

    private Map<String, Long> records() {
        Map<String, Long> records = new TreeMap<>();
        for (ExportReport export : exports) {
            export.datasets().forEach((name, count) -> records.merge(name, count, Long::sum));
        }
        return records;
    }

    private List<String> missing(Playbooks playbooks) {
        Set<String> missing = new TreeSet<>();
        playbooks.all().forEach(playbook -> playbook.steps().forEach(step -> missing.addAll(step.datasets())));
        missing.removeAll(records().keySet());
        return List.copyOf(missing);
    }

    private List<Reading.Reject> rejects() {
        Map<Rejection.Reason, Long> byReason = new TreeMap<>();
        for (ExportReport export : exports) {
            export.rejected().forEach((reason, count) -> byReason.merge(reason, count, Long::sum));
        }
        return byReason.entrySet().stream()
                .map(each -> new Reading.Reject(each.getKey().sentence(), each.getValue()))
                .toList();
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        refusals.forEach(refusal -> notes.add(refusal.name() + ": " + refusal.why()));
        for (ExportReport export : exports) {
            export.failure().ifPresent(why -> notes.add(export.name() + ": " + why));
            new TreeMap<>(export.suspicions())
                    .forEach((suspicion, count) -> notes.add(export.name() + " " + suspicion.sentence() + "."));
        }
        if (notes.size() > MOST_NOTES) {
            int further = notes.size() - MOST_NOTES;
            notes.subList(MOST_NOTES, notes.size()).clear();
            notes.add("%,d more notes are in the summary of the scan only.".formatted(further));
        }
        return notes;
    }
}
