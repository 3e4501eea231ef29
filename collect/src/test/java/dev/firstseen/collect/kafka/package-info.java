@NullMarked
package dev.firstseen.collect.kafka;

import org.jspecify.annotations.NullMarked;
