/**
 * Contents of any size, cut into pieces of whole rows that each stand for themselves: lines, rows of a table with its header
 * before them, objects out of an array.
 */
@NullMarked
package dev.firstseen.collect.rows;

import org.jspecify.annotations.NullMarked;
