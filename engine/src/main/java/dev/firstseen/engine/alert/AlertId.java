package dev.firstseen.engine.alert;

import dev.firstseen.engine.event.Event;
import dev.firstseen.engine.event.Value;
import dev.firstseen.engine.rule.Rule;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * The id of an alert: a SHA-256 hash of rule, tenant, event and what was reported, cut to a UUID of version 8 (RFC 9562,
 * made by a rule of one's own). The same input gives the same id, on every machine and in every version.
 */
public final class AlertId {
    private final MessageDigest digest;

    private AlertId(String rule, String tenant, String event) {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
        add('r', rule);
        add('t', tenant);
        add('e', event);
    }

    /** Of an event that matched. */
    public static String of(Rule rule, Event event) {
        return new AlertId(rule.id(), event.tenant(), event.id()).finish();
    }

    /** Of a term that an event brought. */
    public static String of(Rule rule, Event event, List<Value.Scalar> term) {
        return of(rule.id(), event.tenant(), event.id(), term);
    }

    /** Of a term that an event brought of which only the ids are known. */
    public static String of(String rule, String tenant, String event, List<Value.Scalar> term) {
        AlertId id = new AlertId(rule, tenant, event);
        for (Value.Scalar value : term) {
            switch (value) {
                case Value.Text text -> id.add('s', text.text());
                case Value.Whole whole -> id.add('i', whole.text());
                case Value.Decimal decimal -> id.add('d', decimal.text());
                case Value.Truth truth -> id.add('b', truth.text());
            }
        }
        return id.finish();
    }

    /**
     * Adds a text with its kind and length, so that no two inputs read the same; in UTF-16, which keeps lone surrogates
     * apart where UTF-8 would not.
     */
    private void add(char kind, String text) {
        ByteBuffer bytes = ByteBuffer.allocate(Character.BYTES * (text.length() + 1) + Integer.BYTES);
        bytes.putChar(kind).putInt(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes.putChar(text.charAt(i));
        }
        digest.update(bytes.array());
    }

    private String finish() {
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
