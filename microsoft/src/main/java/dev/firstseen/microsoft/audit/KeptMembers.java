package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The form in which members stay under {@code o365.audit}. Most stay as they are; the table says which do not.
 * DeviceProperties is not in it: it stays a list of Name and Value pairs, which rules rely on.
 */
final class KeptMembers {

    /**
     * @param verbatim whether the member's texts still stand in the raw record as they are
     * @param change gives the new form, or null where nothing stays
     */
    private record Form(boolean verbatim, Function<Value, @Nullable Value> change) {}

    private static final Form AS_IT_IS = new Form(true, value -> value);
    private static final Form AS_TEXT = new Form(true, KeptMembers::asText);
    private static final Form TYPE_AS_TEXT = new Form(true, KeptMembers::withTypeAsText);
    private static final Form PARSED = new Form(false, KeptMembers::parsed);

    private static final Map<String, Form> FORMS = Map.ofEntries(
            Map.entry("RecordType", AS_TEXT),
            Map.entry("UserType", AS_TEXT),
            Map.entry("Version", AS_TEXT),
            Map.entry("LogonType", AS_TEXT),
            Map.entry("InternalLogonType", AS_TEXT),
            Map.entry("ListBaseType", AS_TEXT),
            Map.entry("AzureActiveDirectoryEventType", AS_TEXT),
            Map.entry("ActorYammerUserId", AS_TEXT),
            Map.entry("YammerNetworkId", AS_TEXT),
            Map.entry("Actor", TYPE_AS_TEXT),
            Map.entry("Target", TYPE_AS_TEXT),
            Map.entry("Parameters", new Form(true, NamedValues::byName)),
            Map.entry("ExtendedProperties", new Form(true, NamedValues::extendedProperties)),
            Map.entry("ModifiedProperties", new Form(true, NamedValues::modifiedProperties)),
            Map.entry("AlertLinks", new Form(true, KeptMembers::links)),
            Map.entry("Platform", new Form(false, KeptMembers::platform)),
            Map.entry("AdditionalInfo", PARSED),
            Map.entry("OperationProperties", PARSED),
            Map.entry("Data", new Form(false, AlertData::form)));

    private static final Map<String, String> PLATFORMS =
            Map.of("0", "Unknown", "1", "Windows", "2", "MacOS", "3", "iOS", "4", "Android", "5", "Web Browser");

    private KeptMembers() {}

    /** A member in the form in which it stays; null where nothing does. */
    static @Nullable Value form(String member, Value raw) {
        return FORMS.getOrDefault(member, AS_IT_IS).change().apply(raw);
    }

    static boolean isAsItIs(String member) {
        return !FORMS.containsKey(member);
    }

    /** Whether a member's texts stand in the raw record as they are. */
    static boolean isVerbatim(String member) {
        return FORMS.getOrDefault(member, AS_IT_IS).verbatim();
    }

    private static Value asText(Value value) {
        return value instanceof Value.Scalar scalar ? new Value.Text(scalar.text()) : value;
    }

    /** A list of objects whose Type is a number in the record, and a text for rules. */
    private static Value withTypeAsText(Value value) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        List<Value> changed = new ArrayList<>(items.items().size());
        for (Value item : items.items()) {
            if (item instanceof Value.Members members && members.members().get("Type") instanceof Value.Scalar type) {
                SequencedMap<String, Value> copy = new LinkedHashMap<>(members.members());
                copy.put("Type", new Value.Text(type.text()));
                changed.add(new Value.Members(copy));
            } else {
                changed.add(item);
            }
        }
        return new Value.Items(changed);
    }

    /** JSON inside a text, as what it says; text that is no JSON object or list stays text. */
    static Value parsed(Value value) {
        if (!(value instanceof Value.Text text)) {
            return value;
        }
        try {
            return JsonReader.ofRecords()
                    .value(text.text())
                    .filter(inside -> !(inside instanceof Value.Scalar))
                    .orElse(text);
        } catch (Rejected plainText) {
            return text;
        }
    }

    private static @Nullable Value links(Value value) {
        if (!(value instanceof Value.Items items)) {
            return value;
        }
        List<Value> links = new ArrayList<>();
        for (Value item : items.items()) {
            if (item instanceof Value.Members members
                    && members.members().get("AlertLinkHref") instanceof Value.Text link) {
                links.add(link);
            }
        }
        return links.isEmpty() ? null : new Value.Items(links);
    }

    private static Value platform(Value value) {
        String name = value instanceof Value.Scalar scalar ? PLATFORMS.get(scalar.text()) : null;
        return name == null ? value : new Value.Text(name);
    }
}
