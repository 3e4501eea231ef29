package dev.firstseen.collect.http;

import dev.firstseen.engine.event.Value;
import dev.firstseen.microsoft.Rejected;
import dev.firstseen.microsoft.json.JsonReader;
import java.util.Optional;

/**
 * What a Microsoft service says of a failed request: {@code {"error":{"code":…,"message":…}}}, or that of the identity
 * platform, {@code {"error":…,"error_description":…}}. The body may be empty or anything else; then both are empty.
 */
public record ServiceError(String code, String message) {

    private static final ServiceError SILENT = new ServiceError("", "");

    public static ServiceError of(Reply.Answered answered) {
        try {
            byte[] body = answered.body();
            Value.Members outer = JsonReader.ofRecords().object(body, 0, body.length);
            Value error = outer.members().get("error");
            if (error instanceof Value.Members inner) {
                return new ServiceError(text(inner, "code"), text(inner, "message"));
            }
            return new ServiceError(text(outer, "error"), text(outer, "error_description"));
        } catch (Rejected unreadable) {
            return SILENT;
        }
    }

    private static String text(Value.Members members, String name) {
        return Optional.ofNullable(members.members().get(name))
                .filter(Value.Scalar.class::isInstance)
                .map(value -> Wording.printable(((Value.Scalar) value).text()))
                .orElse("");
    }

    /** For a sentence, which ends with its own full stop: the status and what else is known. */
    public String words(int status) {
        String said = code.isEmpty() ? "" : " " + code;
        String why = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return why.isEmpty() ? status + said : "%d%s: %s".formatted(status, said, why);
    }
}
