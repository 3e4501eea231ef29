/**
 * From what a user names (files, folders, archives, standard input) to streams of UTF-8: folders are walked, gzip and zip
 * unpacked, UTF-16 turned into UTF-8. What is inside is recognised by content, never by name.
 */
@NullMarked
package dev.firstseen.microsoft.container;

import org.jspecify.annotations.NullMarked;
