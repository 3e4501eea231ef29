/** Where alerts go: Kafka in transactions, and files. */
package dev.firstseen.flink.sink;
