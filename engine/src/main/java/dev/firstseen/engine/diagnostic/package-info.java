/** What is wrong with a rule, a query or a configuration, and where. */
package dev.firstseen.engine.diagnostic;
