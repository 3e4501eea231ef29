/**
 * Tables from IP ranges to AS numbers and places. {@link dev.firstseen.networks.table.AsTable} and
 * {@link dev.firstseen.networks.table.GeoTable} are the seams; the bundled tables, MMDB files and CSV files stand behind
 * them.
 */
@org.jspecify.annotations.NullMarked
package dev.firstseen.networks.table;
