package dev.firstseen.microsoft.table;

import dev.firstseen.engine.event.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Records of Graph as its PowerShell module gives them ({@code Get-MgAuditLogSignIn | ConvertTo-Json}): the members begin
 * with capital letters, and objects without anything in them stand for missing ones.
 */
public final class GraphCmdlet {

    private static final List<Set<String>> TELLING = List.of(
            Set.of("CreatedDateTime", "AppId"),
            Set.of("CreatedDateTime", "AppDisplayName"),
            Set.of("ActivityDateTime", "ActivityDisplayName"),
            Set.of("RiskEventType", "DetectedDateTime"));

    private GraphCmdlet() {}

    /** The record as Graph itself writes it; empty where the object is none of the module's. */
    public static Optional<Value.Members> record(Value.Members object) {
        boolean told = TELLING.stream().anyMatch(object.members().keySet()::containsAll);
        return told ? Optional.of(written(object)) : Optional.empty();
    }

    private static Value.Members written(Value.Members object) {
        SequencedMap<String, Value> members = new LinkedHashMap<>();
        object.members().forEach((name, value) -> {
            Value inner = written(value);
            if (!(inner instanceof Value.Members none) || !none.members().isEmpty()) {
                members.putIfAbsent(name(name), inner);
            }
        });
        return new Value.Members(members);
    }

    private static Value written(Value value) {
        return switch (value) {
            case Value.Members object -> written(object);
            case Value.Items items ->
                new Value.Items(items.items().stream().map(GraphCmdlet::written).toList());
            case Value.Scalar scalar -> scalar;
        };
    }

    /** {@code AppId} is {@code appId}, {@code IPAddress} is {@code ipAddress}. */
    private static String name(String written) {
        if (written.equals("RiskEventTypesV2")) {
            return "riskEventTypes_v2";
        }
        int capitals = 0;
        while (capitals < written.length() && Character.isUpperCase(written.charAt(capitals))) {
            capitals++;
        }
        int lowered = capitals > 1 && capitals < written.length() ? capitals - 1 : capitals;
        return written.substring(0, lowered).toLowerCase(Locale.ROOT) + written.substring(lowered);
    }
}
