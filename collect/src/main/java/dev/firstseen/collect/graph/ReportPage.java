package dev.firstseen.collect.graph;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A page of a report: {@code {"value":[…],"@odata.nextLink":…}}, its records as they are written. */
record ReportPage(List<Row> rows, Optional<String> nextLink) {

    private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final JsonFactory JSON = new JsonFactory();

    /** Takes a page apart; nothing where it is not whole. */
    static Optional<ReportPage> read(byte[] body, GraphReport report, Instant otherwise) {
        List<Row> rows = new ArrayList<>();
        String link = null;
        boolean valued = false;
        try (JsonParser tokens = JSON.createParser(ObjectReadContext.empty(), body)) {
            if (tokens.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
                JsonToken token = tokens.nextToken();
                if (name.equals("value") && token == JsonToken.START_ARRAY) {
                    valued = true;
                    while (tokens.nextToken() != JsonToken.END_ARRAY) {
                        int from = (int) tokens.currentTokenLocation().getByteOffset();
                        tokens.skipChildren();
                        int to = (int) tokens.currentLocation().getByteOffset();
                        rows.add(row(Arrays.copyOfRange(body, from, to), report, otherwise));
                    }
                } else if (name.equals("@odata.nextLink") && token == JsonToken.VALUE_STRING) {
                    link = tokens.getString();
                } else {
                    tokens.skipChildren();
                }
            }
            boolean whole = tokens.currentToken() == JsonToken.END_OBJECT && tokens.nextToken() == null;
            return whole && valued ? Optional.of(new ReportPage(rows, Optional.ofNullable(link))) : Optional.empty();
        } catch (JacksonException broken) {
            return Optional.empty();
        }
    }

    private static Row row(byte[] bytes, GraphReport report, Instant otherwise) {
        String id = null;
        Instant time = null;
        boolean namesTenant = false;
        try {
            Value.Members members = JsonReader.ofRecords().object(bytes, 0, bytes.length);
            id = text(members, "id");
            time = time(text(members, report.timeMember()));
            namesTenant = report.tenantMembers().stream().anyMatch(name -> isId(text(members, name)));
        } catch (Rejected unreadable) {
            // The reader of records counts it; here it is only not to be handed over twice.
        }
        return new Row(
                id == null ? new String(bytes, StandardCharsets.UTF_8) : id,
                time == null ? otherwise : time,
                bytes,
                namesTenant);
    }

    private static @Nullable String text(Value.Members members, String name) {
        return members.members().get(name) instanceof Value.Text(String text) ? text : null;
    }

    private static boolean isId(@Nullable String text) {
        return text != null && ID.matcher(text).matches();
    }

    private static @Nullable Instant time(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException unreadable) {
            return null;
        }
    }
}
