package dev.firstseen.deliver.sink.http;

/**
 * Elasticsearch or OpenSearch.
 *
 * @param target the name of an index or a data stream
 * @param dataStream whether it is a data stream: what is in one cannot be changed, so a withdrawal is a document of its own
 */
public record ElasticsearchSettings(Endpoint endpoint, String target, boolean dataStream) {

    public ElasticsearchSettings {
        if (!target.matches("[a-z0-9][a-z0-9._-]{0,199}")) {
            throw new IllegalArgumentException(
                    "index: expected a name of small letters, digits, dots, hyphens and underscores");
        }
    }
}
