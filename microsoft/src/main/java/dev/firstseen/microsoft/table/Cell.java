package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a column writes its values. A cell whose text is not of the column's form has no value. */
enum Cell {
    /** As it is in the record. */
    TEXT,
    NUMBER,
    /** Yes or No, true or false. */
    TRUTH,
    /** A value of a fixed list, as people read it: {@code Device code flow} for {@code deviceCodeFlow}. */
    WORD,
    /** A time, perhaps with a comma before the hour. */
    TIME,
    /** {@code city, state, country}. */
    PLACE,
    /** JSON inside a text, or a truth; any other text is itself. */
    DYNAMIC,
    /** Goes into the record together with another column; see {@link TableKind}. */
    ASIDE;

    /** The values of Microsoft Graph's lists that the portal writes in other words. */
    private static final Map<String, String> WORDS = words(
            "none",
            "oAuth2",
            "ropc",
            "wsFederation",
            "saml20",
            "deviceCode",
            "authenticationTransfer",
            "nativeAuth",
            "deviceCodeFlow",
            "primaryRefreshToken",
            "saml11",
            "remoteDesktopToken",
            "refreshToken",
            "singleFactorAuthentication",
            "multiFactorAuthentication",
            "AzureAD",
            "ADFederationServices",
            "notApplied",
            "success",
            "failure",
            "b2bCollaboration",
            "b2bDirectConnect",
            "microsoftSupport",
            "serviceProvider",
            "passthrough",
            "clientSecret",
            "clientAssertion",
            "federatedIdentityCredential",
            "managedIdentity",
            "certificate",
            "bound",
            "unbound",
            "systemAssigned",
            "userAssigned",
            "unknownFutureValue");

    private static final JsonReader JSON = JsonReader.ofRecords();

    Optional<Value> value(String cell) {
        String text = cell.strip();
        return text.isEmpty()
                ? Optional.empty()
                : switch (this) {
                    case TEXT -> Optional.of(Value.of(cell));
                    case NUMBER -> number(text);
                    case TRUTH -> truth(text);
                    case WORD -> Optional.of(Value.of(WORDS.getOrDefault(letters(text), cell)));
                    case TIME -> Optional.of(Value.of(text.replaceFirst(", ", " ")));
                    case PLACE -> Optional.of(place(text));
                    case ASIDE -> Optional.empty();
                    case DYNAMIC -> Optional.of(dynamic(text).orElse(Value.of(cell)));
                };
    }

    private static Optional<Value> number(String text) {
        if (text.length() > 18 || !text.chars().allMatch(character -> character >= '0' && character <= '9')) {
            return Optional.empty();
        }
        return Optional.of(Value.of(Long.parseLong(text)));
    }

    private static Optional<Value> truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true" -> Optional.of(Value.Truth.TRUE);
            case "no", "false" -> Optional.of(Value.Truth.FALSE);
            default -> Optional.empty();
        };
    }

    private static Value place(String text) {
        List<String> parts =
                Arrays.stream(text.split(",", -1)).map(String::strip).toList();
        SequencedMap<String, Value> place = new LinkedHashMap<>();
        if (parts.size() > 1) {
            put(place, "city", parts.getFirst());
            put(place, "state", String.join(", ", parts.subList(1, parts.size() - 1)));
        }
        put(place, "countryOrRegion", parts.getLast());
        return new Value.Members(place);
    }

    private static void put(SequencedMap<String, Value> place, String name, String part) {
        if (!part.isEmpty()) {
            place.put(name, Value.of(part));
        }
    }

    private static Optional<Value> dynamic(String text) {
        char first = text.charAt(0);
        if (first == '{' || first == '[') {
            try {
                return JSON.value(text);
            } catch (Rejected plainText) {
                return Optional.empty();
            }
        }
        return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? truth(text) : Optional.empty();
    }

    private static Map<String, String> words(String... words) {
        Map<String, String> byLetters =
                Arrays.stream(words).collect(Collectors.toMap(Cell::letters, Function.identity()));
        byLetters.put("oauth20", "oAuth2");
        return Map.copyOf(byLetters);
    }

    private static String letters(String text) {
        return text.chars()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT);
    }
}
