/** JMH benchmarks of the parts, to be run with {@code bench/jmh.sh}. */
@NullMarked
package dev.firstseen.bench.measure;

import org.jspecify.annotations.NullMarked;
