package dev.firstseen.deliver.sink.http;

import dev.firstseen.deliver.sink.Payload;

/**
 * Splunk's HTTP Event Collector. The endpoint's authorization is {@code Token("Splunk", token)}.
 *
 * @param index the index; empty for the token's own
 */
public record SplunkSettings(Endpoint endpoint, String index, Payload payload) {}
