/** Where JSON values begin and end in bytes, without reading them. */
@NullMarked
package dev.firstseen.collect.json;

import org.jspecify.annotations.NullMarked;
