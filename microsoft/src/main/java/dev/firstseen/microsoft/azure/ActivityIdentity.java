package dev.firstseen.microsoft.azure;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Who did something to a resource, as the activity log tells it: what allowed it, and the claims of the token. */
final class ActivityIdentity {
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";

    private static final Map<String, String> EVIDENCE = Map.of(
            "roleAssignmentScope", "role_assignment_scope",
            "roleDefinitionId", "role_definition_id",
            "roleAssignmentId", "role_assignment_id",
            "principalId", "principal_id",
            "principalType", "principal_type");

    private ActivityIdentity() {}

    /** The form in which the identity stays. A bare text has a field of its own. */
    static @Nullable Value form(Value value) {
        if (!(Forms.parsed(value) instanceof Value.Members identity)) {
            return null;
        }
        SequencedMap<String, Value> form = new LinkedHashMap<>(identity.members());
        if (form.get("authorization") instanceof Value.Members authorization) {
            form.put("authorization", withEvidence(authorization));
        }
        if (form.get("claims") instanceof Value.Members claims) {
            Value.Members user = user(claims);
            form.put("claims", withoutDots(claims));
            if (!user.members().isEmpty()) {
                form.put("claims_initiated_by_user", user);
            }
        }
        return new Value.Members(form);
    }

    /** A claim about the user: {@code name} or another by its short name; null where the record has none. */
    static @Nullable String claim(@Nullable Value identity, String name) {
        return identity != null
                        && Forms.parsed(identity) instanceof Value.Members members
                        && members.members().get("claims") instanceof Value.Members claims
                ? AzureRecord.text(user(claims).members().get(name))
                : null;
    }

    private static Value withEvidence(Value.Members authorization) {
        if (!(authorization.members().get("evidence") instanceof Value.Members evidence)) {
            return authorization;
        }
        SequencedMap<String, Value> renamed = new LinkedHashMap<>();
        evidence.members().forEach((name, value) -> renamed.putIfAbsent(EVIDENCE.getOrDefault(name, name), value));
        SequencedMap<String, Value> copy = new LinkedHashMap<>(authorization.members());
        copy.put("evidence", new Value.Members(renamed));
        return new Value.Members(copy);
    }

    private static Value.Members user(Value.Members claims) {
        SequencedMap<String, Value> user = new LinkedHashMap<>();
        put(user, "fullname", claims.members().get("name"));
        put(user, "surname", claims.members().get(CLAIMS + "/surname"));
        put(user, "name", claims.members().get(CLAIMS + "/name"));
        put(user, "givenname", claims.members().get(CLAIMS + "/givenname"));
        if (user.containsKey("name")) {
            user.put("schema", Value.of(CLAIMS));
        }
        return new Value.Members(user);
    }

    private static void put(SequencedMap<String, Value> into, String name, @Nullable Value value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    /** The claims but for the full name, dots in their names made underscores. */
    private static Value.Members withoutDots(Value.Members claims) {
        SequencedMap<String, Value> renamed = new LinkedHashMap<>();
        claims.members().forEach((name, value) -> {
            if (!name.equals("name")) {
                renamed.putIfAbsent(name.replace('.', '_'), value);
            }
        });
        return new Value.Members(renamed);
    }
}
