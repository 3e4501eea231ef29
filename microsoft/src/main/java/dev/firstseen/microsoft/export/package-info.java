/**
 * Exports of Microsoft's logs in every shape people have them. A content is cut into rows (a line, a CSV row, an object of
 * an array) by one reader; a row is rejected on its raw bytes where no rule can match it, and only what is left is taken
 * out of its wrapping and parsed. The log, the time and the tenant of every row are read from the raw bytes too:
 * they tell what was observed at all. Where they do not show there, the row is parsed.
 */
package dev.firstseen.microsoft.export;
