package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import dev.firstseen.microsoft.json.Renaming;
import dev.firstseen.microsoft.view.AsWritten;
import dev.firstseen.microsoft.view.FieldReader;
import dev.firstseen.microsoft.view.Kept;
import dev.firstseen.microsoft.view.Mapping;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;

/**
 * The members that no row moves.
 *
 * @param movers the rows that may move a member
 */
record StayingMembers(Function<String, List<Mapping<AuditRecord>>> movers) implements Kept<AuditRecord> {

    @Override
    public FieldReader<AuditRecord> reader(String name, List<String> below) {
        MemberName member = MemberName.of(name);
        List<MemberName> path = below.stream().map(MemberName::of).toList();
        boolean asItIs = KeptMembers.isAsItIs(name);
        List<Mapping<AuditRecord>> rows = movers.apply(name);
        return record -> {
            LazyObject members = record.members();
            int place = members.place(member);
            if (place == 0 || isMoved(record, name, rows)) {
                return List.of();
            }
            return asItIs
                    ? members.values(place, path, Renaming.NONE)
                    : FieldReader.below(KeptMembers.form(name, members.value(place)), below);
        };
    }

    @Override
    public void addTo(AuditRecord record, SequencedMap<String, Value> into) {
        LazyObject members = record.members();
        Set<String> met = new HashSet<>(into.keySet());
        for (int place = members.first(); place != 0; place = members.next(place)) {
            String name = members.name(place).text();
            if (met.add(name) && !isMoved(record, name, movers.apply(name))) {
                Value value = KeptMembers.form(name, members.value(place));
                if (value != null) {
                    into.put(name, value);
                }
            }
        }
    }

    /** Whether a row moves the member, or it is the one address of three that is moved. */
    private static boolean isMoved(AuditRecord record, String member, List<Mapping<AuditRecord>> rows) {
        if (ClientAddress.MEMBERS.contains(member)) {
            return record.client().member().equals(member);
        }
        // It depends on the operation too, which no row can say: see user.target.id.
        if (member.equals("ObjectId") && record.code().equals("MicrosoftTeams")) {
            return Users.deletesUser(record);
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).appliesTo(record)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public AsWritten asWritten(String name, List<String> below) {
        return AsWritten.of(KeptMembers.isVerbatim(name));
    }

    @Override
    public String source(String name, List<String> below) {
        return "`" + name + (below.isEmpty() ? "" : "." + String.join(".", below)) + "`";
    }
}
