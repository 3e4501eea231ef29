/**
 * The Kibana Query Language: parsed into an AST of sealed records, typed by the fields' Elasticsearch types, and compiled
 * once into a {@link dev.firstseen.engine.kql.Predicate} that tests events.
 */
package dev.firstseen.engine.kql;
