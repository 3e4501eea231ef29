package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.RecordTime;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection.Reason;
import dev.firstseen.microsoft.json.LazyObject;
import dev.firstseen.microsoft.json.MemberName;
import dev.firstseen.microsoft.view.HostAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A raw record as the mappings read it: its outermost members, those of its properties, and what is worked out once. */
final class AzureRecord {
    private static final MemberName PROPERTIES = MemberName.of("properties");
    private static final LazyObject NOTHING = nothing();
    private static final Member RESOURCE_ID = Member.outer("resourceId");

    private final AzureLog log;
    private final LazyObject outer;
    private final LazyObject properties;
    private final long time;
    private @Nullable String id;
    private @Nullable HostAddress client;
    private @Nullable ResourceId resource;

    private AzureRecord(AzureLog log, LazyObject outer, LazyObject properties, long time) {
        this.log = log;
        this.outer = outer;
        this.properties = properties;
        this.time = time;
    }

    /** @throws Rejected where the object has no time */
    static AzureRecord of(AzureLog log, Form form, LazyObject object) throws Rejected {
        return switch (form) {
            case RECORD -> {
                LazyObject opened = object.object(PROPERTIES);
                yield of(log, object, opened == null ? unpacked(object.get(PROPERTIES)) : opened);
            }
            case PROPERTIES -> of(log, NOTHING, object);
        };
    }

    private static AzureRecord of(AzureLog log, LazyObject outer, LazyObject properties) throws Rejected {
        String written = null;
        for (Member member : log.keys().times()) {
            String text = text(member.of(outer, properties));
            if (text != null && !text.isBlank()) {
                written = written == null ? text : written;
                OptionalLong time = RecordTime.parse(text);
                if (time.isPresent()) {
                    return new AzureRecord(log, outer, properties, time.getAsLong());
                }
            }
        }
        throw new Rejected(
                Reason.NO_TIME,
                written == null
                        ? log.keys().times().getLast() + " is missing."
                        : log.keys().times().getFirst() + " is: " + written);
    }

    /** Some exports write the properties as JSON inside a text. */
    private static LazyObject unpacked(@Nullable Value properties) {
        if (properties instanceof Value.Text text && text.text().startsWith("{")) {
            byte[] bytes = text.text().getBytes(StandardCharsets.UTF_8);
            try {
                return LazyObject.read(bytes, 0, bytes.length);
            } catch (Rejected plainText) {
                return NOTHING;
            }
        }
        return NOTHING;
    }

    private static LazyObject nothing() {
        try {
            return LazyObject.read(new byte[] {'{', '}'}, 0, 2);
        } catch (Rejected impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    LazyObject outer() {
        return outer;
    }

    LazyObject properties() {
        return properties;
    }

    long time() {
        return time;
    }

    /** What identifies the record: an id of its own where the log gives one, else a hash of its content. */
    String id() {
        String known = id;
        if (known == null) {
            String own = log.ownId(this);
            known = own == null ? ContentHash.of(log, this) : own;
            id = known;
        }
        return known;
    }

    /** The tenant as a key: lower-cased; empty where the record names none. */
    String tenant() {
        String tenant = first(log.keys().tenants());
        return (tenant == null ? resource().tenant() : tenant).toLowerCase(Locale.ROOT);
    }

    /** Where the request came from. */
    HostAddress client() {
        HostAddress known = client;
        if (known == null) {
            String written = first(log.keys().addresses());
            known = written == null ? HostAddress.NONE : HostAddress.parse(written.strip());
            client = known;
        }
        return known;
    }

    ResourceId resource() {
        ResourceId known = resource;
        if (known == null) {
            known = ResourceId.of(text(RESOURCE_ID));
            resource = known;
        }
        return known;
    }

    /** Whether the member of this name has a place of its own: the properties. What could not be opened is a member. */
    boolean isOpened(MemberName outermost) {
        return properties != NOTHING && outermost.equals(PROPERTIES);
    }

    /** Whether only the properties were exported. */
    boolean isBare() {
        return outer == NOTHING;
    }

    private @Nullable String first(List<Member> members) {
        for (Member member : members) {
            String text = filled(member);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    @Nullable
    Value get(Member member) {
        return member.of(outer, properties);
    }

    /** A member's text, number or truth as text; null where the member is missing or holds more than one value. */
    @Nullable
    String text(Member member) {
        return text(get(member));
    }

    /** A member's text, as {@link #text(Member)}; null where it is blank too. */
    @Nullable
    String filled(Member member) {
        String text = text(member);
        return text == null || text.isBlank() ? null : text;
    }

    static @Nullable String text(@Nullable Value value) {
        return value instanceof Value.Scalar scalar ? scalar.text() : null;
    }
}
