package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.view.AsWritten;
import dev.firstseen.microsoft.view.Kept;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a record, or of its properties, that no row moves.
 *
 * @param inProperties whether the members are those of the properties
 * @param moves whether a row moves a member
 */
record StayingMembers(boolean inProperties, MemberForms forms, Moves moves) implements Kept<AzureRecord> {

    @FunctionalInterface
    interface Moves {
        boolean test(AzureRecord record, String member);
    }

    @Override
    public Collection<String> names(AzureRecord record) {
        return staying(record).rawByName().keySet();
    }

    @Override
    public @Nullable Value get(AzureRecord record, String name) {
        String raw = staying(record).rawByName().get(name);
        if (raw == null) {
            return null;
        }
        Member member = new Member(inProperties, raw);
        if (record.isOpened(member) || moves.test(record, member.toString())) {
            return null;
        }
        Value value = record.get(member);
        return value == null ? null : forms.of(raw).change().apply(value);
    }

    @Override
    public AsWritten asWritten(String name, List<String> below) {
        return forms.asWritten(name);
    }

    @Override
    public String source(String name, List<String> below) {
        String raw = forms.rawName(name);
        if (raw.isEmpty()) {
            return "";
        }
        String path = below.isEmpty() ? "" : "." + String.join(".", below);
        // Names below are in snake case where the member's own is; only the record tells how they were written.
        return "`" + new Member(inProperties, raw) + "`"
                + (path.isEmpty() ? "" : ", in it `" + path.substring(1) + "`");
    }

    private StayingNames staying(AzureRecord record) {
        return inProperties ? record.propertyNames() : record.outerNames();
    }
}
