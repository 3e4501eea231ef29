package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import dev.firstseen.microsoft.json.Renaming;
import dev.firstseen.microsoft.view.AsWritten;
import dev.firstseen.microsoft.view.FieldReader;
import dev.firstseen.microsoft.view.Kept;
import dev.firstseen.microsoft.view.Mapping;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The members of a record, or of its properties, that no row moves. Of members that would meet under one name the first
 * counts.
 */
final class StayingMembers implements Kept<AzureRecord> {
    private final boolean inProperties;
    private final MemberForms forms;
    private final Function<String, List<Mapping<AzureRecord>>> movers;
    private final Renaming renaming;
    private final AtomicReferenceArray<@Nullable Staying> byNumber = new AtomicReferenceArray<>(MemberName.MOST);

    /**
     * @param inProperties whether the members are those of the properties
     * @param movers the rows that may move a member
     */
    StayingMembers(boolean inProperties, MemberForms forms, Function<String, List<Mapping<AzureRecord>>> movers) {
        this.inProperties = inProperties;
        this.forms = forms;
        this.movers = movers;
        this.renaming = new Renaming(raw -> forms.of(raw).name().apply(raw));
    }

    /**
     * What is known of the members of one name.
     *
     * @param outermost the name, where it is one of the outermost
     */
    private record Staying(
            MemberForm form,
            List<Mapping<AzureRecord>> movers,
            @Nullable MemberName outermost) {

        boolean leaves(AzureRecord record) {
            if (outermost != null && record.isOpened(outermost)) {
                return true;
            }
            for (int i = 0; i < movers.size(); i++) {
                if (movers.get(i).appliesTo(record)) {
                    return true;
                }
            }
            return false;
        }
    }

    private Staying staying(MemberName raw) {
        if (raw.number() < 0) {
            return found(raw);
        }
        Staying known = byNumber.get(raw.number());
        if (known == null) {
            known = found(raw);
            byNumber.set(raw.number(), known);
        }
        return known;
    }

    private Staying found(MemberName raw) {
        String member = new Member(inProperties, raw).toString();
        return new Staying(forms.of(raw.text()), movers.apply(member), inProperties ? null : raw);
    }

    private LazyObject members(AzureRecord record) {
        return inProperties ? record.properties() : record.outer();
    }

    @Override
    public FieldReader<AzureRecord> reader(String name, List<String> below) {
        MemberName wanted = MemberName.of(name);
        List<MemberName> path = below.stream().map(MemberName::of).toList();
        return record -> {
            LazyObject members = members(record);
            int place = members.place(wanted, renaming);
            if (place == 0) {
                return List.of();
            }
            Staying staying = staying(members.name(place));
            if (staying.leaves(record)) {
                return List.of();
            }
            MemberForm form = staying.form();
            return form.inside() == null
                    ? FieldReader.below(form.change().apply(members.value(place)), below)
                    : changed(members.values(place, path, form.inside()), form);
        };
    }

    private static List<Value> changed(List<Value> values, MemberForm form) {
        List<Value> changed = new ArrayList<>(values.size());
        for (int i = 0; i < values.size(); i++) {
            Value value = form.change().apply(values.get(i));
            if (value != null) {
                changed.add(value);
            }
        }
        return changed;
    }

    @Override
    public void addTo(AzureRecord record, SequencedMap<String, Value> into) {
        LazyObject members = members(record);
        Set<String> met = new HashSet<>(into.keySet());
        for (int place = members.first(); place != 0; place = members.next(place)) {
            MemberName raw = members.name(place);
            String name = renaming.of(raw).text();
            if (met.add(name)) {
                Staying staying = staying(raw);
                Value value =
                        staying.leaves(record) ? null : staying.form().change().apply(members.value(place));
                if (value != null) {
                    into.put(name, value);
                }
            }
        }
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
        String member = "`" + new Member(inProperties, MemberName.of(raw)) + "`";
        // Names below are in snake case where the member's own is; only the record tells how they were written.
        return below.isEmpty() ? member : member + ", in it `" + String.join(".", below) + "`";
    }
}
