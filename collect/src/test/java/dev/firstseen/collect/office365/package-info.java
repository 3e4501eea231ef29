@NullMarked
package dev.firstseen.collect.office365;

import org.jspecify.annotations.NullMarked;
