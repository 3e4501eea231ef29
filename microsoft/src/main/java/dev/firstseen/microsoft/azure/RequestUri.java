package dev.firstseen.microsoft.azure;

import org.jspecify.annotations.Nullable;

/**
 * The parts of the address that a request to Graph was sent to; null where it has no such part.
 *
 * @param path without the marks that Microsoft puts around personal data
 * @param extension what follows the last dot of the path, as Elastic cuts it
 */
record RequestUri(
        @Nullable String scheme,
        @Nullable String domain,
        @Nullable String path,
        @Nullable String query,
        @Nullable String extension) {

    static RequestUri of(@Nullable String written) {
        if (written == null || written.isBlank()) {
            return new RequestUri(null, null, null, null, null);
        }
        String rest = written;
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int mark = rest.indexOf('?');
        String query = mark < 0 ? null : rest.substring(mark + 1);
        rest = mark < 0 ? rest : rest.substring(0, mark);
        String scheme = null;
        String domain = null;
        int slashes = rest.indexOf("://");
        if (slashes > 0) {
            scheme = rest.substring(0, slashes);
            int pathStart = rest.indexOf('/', slashes + 3);
            String host = rest.substring(slashes + 3, pathStart < 0 ? rest.length() : pathStart);
            int port = host.lastIndexOf(':');
            domain = port < 0 ? host : host.substring(0, port);
            rest = pathStart < 0 ? "" : rest.substring(pathStart);
        }
        String path = rest.replace("<pii>", "").replace("</pii>", "");
        int dot = path.lastIndexOf('.');
        String extension = dot < 0 || dot == path.length() - 1 ? null : path.substring(dot + 1);
        return new RequestUri(scheme, domain, path.isEmpty() ? null : path, query, extension);
    }
}
