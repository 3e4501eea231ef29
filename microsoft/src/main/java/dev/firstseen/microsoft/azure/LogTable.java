package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.FieldPath;
import dev.firstseen.microsoft.useragent.UserAgentFields;
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
 * @param keys the members that say when, which, whose and from where
 * @param rows the table of mappings
 * @param outer the forms in which outermost members stay
 * @param properties the forms in which properties stay
 */
record LogTable(
        String dataset,
        String place,
        RecordKeys keys,
        List<Mapping<AzureRecord>> rows,
        MemberForms outer,
        MemberForms properties) {

    LogTable {
        rows = UserAgentFields.added(rows);
    }

    EcsView<AzureRecord> view() {
        // The places ask which members the rows move, so they can only be made after these.
        EcsView<AzureRecord> mapped = new EcsView<>(rows, new LinkedHashMap<FieldPath, StayingMembers>());
        SequencedMap<FieldPath, StayingMembers> places = new LinkedHashMap<>();
        places.put(FieldPath.of(place), new StayingMembers(false, outer, mapped::movers));
        places.put(FieldPath.of(place + ".properties"), new StayingMembers(true, properties, mapped::movers));
        return new EcsView<>(rows, places);
    }
}
