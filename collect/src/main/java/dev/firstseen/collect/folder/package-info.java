/** Files that are dropped into a folder, and standard input. */
@NullMarked
package dev.firstseen.collect.folder;

import org.jspecify.annotations.NullMarked;
