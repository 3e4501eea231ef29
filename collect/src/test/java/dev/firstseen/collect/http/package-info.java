@NullMarked
package dev.firstseen.collect.http;

import org.jspecify.annotations.NullMarked;
