package dev.firstseen.collect.simulation;

import java.util.Map;

/** What the stand-in answers. */
record Answer(int status, Map<String, String> headers, String body) {

    static Answer of(int status, String body) {
        return new Answer(status, Map.of(), body);
    }

    static Answer error(int status, String code, String message) {
        return of(status, "{\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(code, message));
    }
}
