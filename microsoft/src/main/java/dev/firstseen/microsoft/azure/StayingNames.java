package dev.firstseen.microsoft.azure;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The names under which members stay, each with the raw member's name. Of members that would meet under one name the
 * first counts.
 */
record StayingNames(SequencedMap<String, String> rawByName) {

    static StayingNames of(Set<String> raw, MemberForms forms) {
        SequencedMap<String, String> names = LinkedHashMap.newLinkedHashMap(raw.size());
        for (String member : raw) {
            names.putIfAbsent(forms.of(member).name().apply(member), member);
        }
        return new StayingNames(names);
    }
}
