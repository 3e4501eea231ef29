package dev.firstseen.deliver.sink.http;

/**
 * Elasticsearch or OpenSearch.
 *
 * @param target the name of an index or a data stream
 * @param dataStream whether it is a data stream: what is in one cannot be changed, so a withdrawal is a document of its own
 * @param replacing whether an alert that is told again takes the place of the first; else the first stays
 */
public record ElasticsearchSettings(Endpoint endpoint, String target, boolean dataStream, boolean replacing) {

    /** The first telling stays. */
    public ElasticsearchSettings(Endpoint endpoint, String target, boolean dataStream) {
        this(endpoint, target, dataStream, false);
    }

    public ElasticsearchSettings {
        if (!target.matches("[a-z0-9][a-z0-9._-]{0,199}")) {
            throw new IllegalArgumentException(
                    "index: expected a name of small letters, digits, dots, hyphens and underscores");
        }
        if (dataStream && replacing) {
            throw new IllegalArgumentException("data_stream: what is in a data stream cannot be replaced");
        }
    }
}
