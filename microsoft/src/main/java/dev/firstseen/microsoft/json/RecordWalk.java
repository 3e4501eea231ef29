package dev.firstseen.microsoft.json;

import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.Rejection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Walks once over a JSON object, checks all of it, and picks the single values of a few outermost members. No tree is
 * built and no other text is decoded.
 */
public final class RecordWalk {
    private final List<String> wanted;

    public RecordWalk(String... wanted) {
        this.wanted = List.of(wanted);
    }

    /**
     * Puts the text of each wanted member at its place in {@code found}; of equal names the first that is not null
     * counts, and an object or array counts as nothing. What stands before the place where a record breaks is found.
     *
     * @return why the bytes are not one JSON object within {@link JsonLimits#RECORD}; empty where they are
     */
    public Optional<Rejection> find(byte[] bytes, int offset, int length, @Nullable String[] found) {
        JsonSource source = JsonSource.RECORD;
        try (JsonParser tokens = source.tokens(bytes, offset, length)) {
            try {
                JsonSource.enter(tokens);
                JsonSource.Budget budget = new JsonSource.Budget(source.limits(), length);
                boolean[] seen = new boolean[wanted.size()];
                for (String name = tokens.nextName(); name != null; name = tokens.nextName()) {
                    JsonToken token = tokens.nextToken();
                    int place = wanted.indexOf(name);
                    if (place >= 0 && !seen[place] && token != JsonToken.VALUE_NULL) {
                        seen[place] = true;
                        if (token != null && token.isScalarValue()) {
                            found[place] = JsonReader.scalar(tokens).text();
                        }
                    }
                    source.skip(tokens, 1, budget);
                }
                JsonSource.leave(tokens);
                return Optional.empty();
            } catch (JacksonException failure) {
                return Optional.of(JsonSource.rejected(failure, tokens, bytes, offset, length)
                        .rejection());
            } catch (Rejected rejected) {
                return Optional.of(rejected.rejection());
            }
        }
    }
}
