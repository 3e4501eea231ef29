package dev.firstseen.microsoft.azure;

import dev.firstseen.microsoft.view.AsWritten;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The forms in which the members at one place stay.
 *
 * @param byMember the form of single members, by their raw name
 * @param others the form of all others
 */
record MemberForms(Map<String, MemberForm> byMember, MemberForm others) {
    MemberForms {
        byMember = Collections.unmodifiableSortedMap(new TreeMap<>(byMember));
    }

    /** The forms, with some replaced or added. */
    MemberForms and(Map<String, MemberForm> more) {
        Map<String, MemberForm> joined = new HashMap<>(byMember);
        joined.putAll(more);
        return new MemberForms(joined, others);
    }

    MemberForm of(String member) {
        return byMember.getOrDefault(member, others);
    }

    /** The member that stays under a name; empty where none does. A name may be of several; the likeliest is given. */
    String rawName(String name) {
        for (Map.Entry<String, MemberForm> member : byMember.entrySet()) {
            if (member.getValue().name().apply(member.getKey()).equals(name)) {
                return member.getValue().equals(MemberForm.DROPPED) ? "" : member.getKey();
            }
        }
        String camel = SnakeCase.undone(name);
        for (String raw : List.of(camel, name)) {
            if (of(raw).name().apply(raw).equals(name)) {
                return raw;
            }
        }
        return "";
    }

    /** Whether the texts under a name stand in the raw record, whichever member it was. */
    AsWritten asWritten(String name) {
        boolean always = others.asWritten().part();
        for (Map.Entry<String, MemberForm> member : byMember.entrySet()) {
            MemberForm form = member.getValue();
            if (form.name().apply(member.getKey()).equals(name) && !form.equals(MemberForm.DROPPED)) {
                always &= form.asWritten().part();
            }
        }
        return AsWritten.of(always);
    }
}
