/** The {@code filters} of a rule: Elasticsearch's query DSL, read into the same tree as the rule's query. */
package dev.firstseen.engine.filter;
