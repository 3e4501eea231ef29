/** Where raw bytes come from: Kafka's topics, Event Hubs, files of any shape. */
package dev.firstseen.flink.source;
