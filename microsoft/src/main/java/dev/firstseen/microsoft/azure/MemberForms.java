package dev.firstseen.microsoft.azure;

import dev.firstseen.microsoft.view.AsWritten;
import java.util.HashMap;
import java.util.Map;

/**
 * The forms in which the members at one place stay.
 *
 * @param byMember the form of single members, by their raw name
 * @param others the form of all others
 */
record MemberForms(Map<String, MemberForm> byMember, MemberForm others) {
    MemberForms {
        byMember = Map.copyOf(byMember);
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
