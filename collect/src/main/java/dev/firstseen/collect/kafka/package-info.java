/** Topics of Kafka, and of Azure Event Hubs, which speaks Kafka's protocol. */
@NullMarked
package dev.firstseen.collect.kafka;

import org.jspecify.annotations.NullMarked;
