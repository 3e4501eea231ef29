/**
 * JSON as bytes, read into the engine's values. What is read is hostile: {@link
 * dev.firstseen.microsoft.json.JsonLimits} bounds it, and whatever is broken becomes a {@link
 * dev.firstseen.microsoft.Rejection}.
 */
@NullMarked
package dev.firstseen.microsoft.json;

import org.jspecify.annotations.NullMarked;
