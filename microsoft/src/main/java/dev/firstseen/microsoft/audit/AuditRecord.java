package dev.firstseen.microsoft.audit;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.json.LazyObject;
import org.jspecify.annotations.Nullable;

/** A raw record as the mappings read it: its outermost members, and what several mappings need of them. */
final class AuditRecord {
    private final LazyObject members;
    private final long time;
    private final AuditSettings settings;
    private @Nullable String code;
    private @Nullable ClientAddress client;
    private @Nullable Server server;
    private @Nullable Users users;
    private @Nullable Activity activity;

    AuditRecord(LazyObject members, long time, AuditSettings settings) {
        this.members = members;
        this.time = time;
        this.settings = settings;
    }

    LazyObject members() {
        return members;
    }

    long time() {
        return time;
    }

    AuditSettings settings() {
        return settings;
    }

    @Nullable
    Value get(String member) {
        return members.get(member);
    }

    /** A member's text, number or truth as text; null where the member is missing or holds more than one value. */
    @Nullable
    String text(String member) {
        return text(members.get(member));
    }

    static @Nullable String text(@Nullable Value value) {
        return value instanceof Value.Scalar scalar ? scalar.text() : null;
    }

    static @Nullable Value textOrNull(@Nullable String text) {
        return text == null ? null : new Value.Text(text);
    }

    /** {@code event.code}: the record type by name; empty for an unknown type. */
    String code() {
        String known = code;
        if (known == null) {
            known = RecordTypes.name(text("RecordType"));
            code = known;
        }
        return known;
    }

    ClientAddress client() {
        ClientAddress known = client;
        if (known == null) {
            known = ClientAddress.of(this);
            client = known;
        }
        return known;
    }

    Server server() {
        Server known = server;
        if (known == null) {
            known = Server.of(this);
            server = known;
        }
        return known;
    }

    Users users() {
        Users known = users;
        if (known == null) {
            known = Users.of(this);
            users = known;
        }
        return known;
    }

    Activity activity() {
        Activity known = activity;
        if (known == null) {
            known = Activity.of(code(), text("Operation"));
            activity = known;
        }
        return known;
    }
}
