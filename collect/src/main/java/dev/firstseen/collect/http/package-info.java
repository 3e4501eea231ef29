/** Asking services over HTTP: every answer bounded in size and time, tokens sent to one host only, redirects never followed. */
@NullMarked
package dev.firstseen.collect.http;

import org.jspecify.annotations.NullMarked;
