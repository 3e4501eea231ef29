/** Detection rules in Elastic's format: read from TOML, checked, and ready to be compiled. */
package dev.firstseen.engine.rule;
