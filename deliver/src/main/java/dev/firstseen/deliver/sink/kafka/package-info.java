/** A topic of Kafka, or of Azure Event Hubs. */
package dev.firstseen.deliver.sink.kafka;
