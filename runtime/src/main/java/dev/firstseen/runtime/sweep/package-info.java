/** Reading all contents once, with all processors. */
package dev.firstseen.runtime.sweep;
