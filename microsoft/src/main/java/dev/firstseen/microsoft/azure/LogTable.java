package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.view.EcsView;
import dev.firstseen.microsoft.view.Mapping;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * All that is known of one log.
 *
 * @param dataset its name, such as {@code azure.signinlogs}
 * @param place where members stay, such as {@code azure.signinlogs}
 * @param rows the table of mappings
 * @param outer the forms in which outermost members stay
 * @param properties the forms in which properties stay
 * @param times the members that may hold the record's time, the best first
 * @param ids the members that together identify a record; empty where none do
 */
record LogTable(
        String dataset,
        String place,
        List<Mapping<AzureRecord>> rows,
        MemberForms outer,
        MemberForms properties,
        List<Member> times,
        List<Member> ids) {

    EcsView<AzureRecord> view() {
        // The places ask the view which members it moves, so they can only know it later.
        SequencedMap<FieldPath, StayingMembers> places = new LinkedHashMap<>();
        EcsView<AzureRecord> mapped = new EcsView<>(rows, places);
        places.put(FieldPath.of(place), new StayingMembers(false, outer, mapped::moves));
        places.put(FieldPath.of(place + ".properties"), new StayingMembers(true, properties, mapped::moves));
        return new EcsView<>(rows, places);
    }
}
