/** Finding bytes and byte strings in memory outside the Java heap, as fast as the machine reads it. */
package dev.firstseen.microsoft.search;
