/**
 * What one would use instead of Firstseen for the seed rule on a file of a record a line: a program over Jackson's
 * trees, and DuckDB. Each is a command of its own, so that whole processes can be compared.
 */
@NullMarked
package dev.firstseen.bench.compare;

import org.jspecify.annotations.NullMarked;
