package dev.firstseen.collect.simulation;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request.
 *
 * @param attempt how often the same was asked before
 */
record Asked(String method, URI uri, int attempt) {

    String path() {
        return uri.getPath();
    }

    /** The parameters of the query. */
    Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        String query = uri.getRawQuery();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    String parameter(String name) {
        return parameters().getOrDefault(name, "");
    }

    /** For drawing a fault anew at each attempt. */
    String subject() {
        return method + " " + uri + " " + attempt;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
