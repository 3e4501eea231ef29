package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.SequencedMap;
import java.util.Set;

/**
 * The Data of an alert record: JSON in a text. The whole of it is found under {@code flattened}, and beside it the keys
 * that have a field of their own, times among them in one form.
 */
final class AlertData {
    private static final Set<String> KEYS = Set.of(("ad af aii ail alk als an at cid cpid dm dpn eid etps etype f3u fvs"
                    + " imsgid lon mat md ms od op ot plk pud reid rid sev sict sid sip sitmi srt ssic suid tdc te thn tht"
                    + " tid tpid tpt trc ts tsd ttdt ttr upfc upfv ut von wl zfh zfn zmfh zmfn zu")
            .split(" "));

    private static final Set<String> TIMES = Set.of("at", "md", "te", "ts", "ttdt");

    private AlertData() {}

    static Value form(Value value) {
        Value data = KeptMembers.parsed(value);
        SequencedMap<String, Value> form = new LinkedHashMap<>();
        form.put("flattened", data);
        if (data instanceof Value.Members members) {
            members.members().forEach((key, held) -> {
                if (KEYS.contains(key)) {
                    form.put(key, TIMES.contains(key) ? time(held) : held);
                }
            });
        }
        return new Value.Members(form);
    }

    private static Value time(Value value) {
        OptionalLong millis = value instanceof Value.Text text ? RecordTime.parse(text.text()) : OptionalLong.empty();
        return millis.isPresent() ? Value.of(RecordTime.format(millis.getAsLong())) : value;
    }
}
