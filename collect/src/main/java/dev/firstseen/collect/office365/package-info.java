/**
 * The Office 365 Management Activity API: the unified audit log in blobs, which are listed by the time at which they were
 * made and fetched one by one. Source: Microsoft's reference of the API.
 */
@NullMarked
package dev.firstseen.collect.office365;

import org.jspecify.annotations.NullMarked;
