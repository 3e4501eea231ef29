/**
 * Rules over records as they arrive: the same folds as in a scan, around a memory that outlives the process, with what
 * comes late put where it belongs. Everything here works within one transaction of the store and knows no thread.
 */
package dev.firstseen.runtime.live;
