/**
 * What sources that list a log by windows of time have in common: how far each part of the log was listed, what was seen of
 * the stretch that is listed again, and how it is doing.
 */
@NullMarked
package dev.firstseen.collect.window;

import org.jspecify.annotations.NullMarked;
