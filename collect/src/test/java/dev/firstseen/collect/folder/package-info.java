@NullMarked
package dev.firstseen.collect.folder;

import org.jspecify.annotations.NullMarked;
