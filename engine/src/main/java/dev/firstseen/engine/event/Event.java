package dev.firstseen.engine.event;

import java.util.Comparator;
import java.util.List;

/**
 * A log entry seen through ECS names. Reading is lazy where the implementation can: a field that nobody asks for is not
 * parsed. What {@link #values} gives for a field is always what {@link #document} holds there.
 */
public interface Event {
    /** Events in the order of their time; of one time, by their ids. */
    Comparator<Event> IN_ORDER = Comparator.comparingLong(Event::time).thenComparing(Event::id);

    /** {@code event.id}, the record's identity: two records with the same id are the same entry, delivered twice. */
    String id();

    /** {@code @timestamp} in milliseconds since 1970-01-01T00:00Z. */
    long time();

    /** {@code data_stream.dataset}, such as {@code o365.audit}. */
    String dataset();

    /** The tenant whose log this is ({@code organization.id}, {@code azure.tenant_id}); empty where the record names none. */
    String tenant();

    /** All values of a field, as {@link Document#values(FieldPath)} gives them. */
    List<Value> values(FieldPath field);

    /** The whole event. */
    Document document();
}
