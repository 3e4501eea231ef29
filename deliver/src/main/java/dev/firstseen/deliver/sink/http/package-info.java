/** Sinks that are reached by HTTP: webhooks, Elasticsearch and OpenSearch, Splunk. */
package dev.firstseen.deliver.sink.http;
